// One <dialog id="dialog"> for forms that are pages of their own elsewhere.
// A link with hx-get and hx-target="#dialog-body" opens it; Esc closes it and the focus goes back by itself.
const dialog = document.getElementById("dialog");
const body = document.getElementById("dialog-body");

if (dialog) {
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    // Where the answer is a whole page, only its content belongs into the dialog.
    if (detail.target === body && /<main[^>]*id="content"/.test(detail.serverResponse)) {
      detail.selectOverride = "#content > *";
    }
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target !== body || dialog.open) return;
    dialog.showModal();
    (body.querySelector("[autofocus]") ?? body.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
  });
  dialog.addEventListener("close", () => body.replaceChildren());
  dialog.addEventListener("click", (event) => {
    // The backdrop is the dialog itself; text that was typed is not thrown away by a slip of the mouse.
    const typed = [...body.querySelectorAll("textarea, input[type=text]")].some((field) => field.value !== field.defaultValue);
    if ((event.target === dialog && !typed) || event.target.closest("[data-close-dialog]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.addEventListener("dialog:close", () => dialog.close());
}

// <button data-confirm="#id">: a <dialog> with the real form inside; without scripts the form's own page asks.
document.addEventListener("click", (event) => {
  const asks = event.target.closest("[data-confirm]");
  const question = asks && document.querySelector(asks.dataset.confirm);
  if (question) {
    event.preventDefault();
    question.showModal();
  }
  const closes = event.target.closest("[data-close-confirm]");
  if (closes) {
    event.preventDefault();
    closes.closest("dialog").close();
  }
});
