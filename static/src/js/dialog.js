// One <dialog id="dialog"> for forms that are pages of their own elsewhere: <a href="…" data-dialog> opens the page
// in it. Its form is posted by htmx; 422 shows the form again, a redirect moves the page (accounts/dialogs.py).
import htmx from "htmx.org";

const dialog = document.getElementById("dialog");
const body = document.getElementById("dialog-body");
const FIELDS = "input:not([type=hidden]), select, textarea";

function typed() {
  return [...body.querySelectorAll("textarea, input[type=text]")].some((field) => field.value !== field.defaultValue);
}

if (dialog) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    htmx.ajax("GET", link.href, { target: body, swap: "innerHTML ignoreTitle:true" });
  });
  // A telephone number that is dialled opens the form to log the call beside it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-and-dialog]");
    if (link) htmx.ajax("GET", link.dataset.andDialog, { target: body, swap: "innerHTML ignoreTitle:true" });
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    // Where the answer is a whole page, only its heading and content belong into the dialog.
    if (detail.target === body && /<main[^>]*id="content"/.test(detail.serverResponse)) {
      detail.selectOverride = "h1, #content > *";
    }
  });
  // Shown once htmx knows what is in it: what is typed before that would be heard by nobody.
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.target !== body) return;
    if (!dialog.open) dialog.showModal();
    const wrong = body.querySelector("[aria-invalid=true]");
    const first = wrong ?? body.querySelector("[autofocus]") ?? body.querySelector(FIELDS);
    // Of several to choose from, the one that is chosen.
    const chosen = first?.type === "radio" && first.form?.querySelector(`[name="${first.name}"]:checked`);
    (first?.tomselect ?? (chosen || first))?.focus();
  });
  dialog.addEventListener("close", () => body.replaceChildren());
  dialog.addEventListener("click", (event) => {
    // The backdrop is the dialog itself; what was typed is not thrown away by a slip of the mouse.
    if ((event.target === dialog && !typed()) || event.target.closest("[data-close-dialog]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.addEventListener("dialog:open", ({ detail }) => {
    htmx.ajax("GET", detail.url, { target: body, swap: "innerHTML ignoreTitle:true" });
  });
  document.addEventListener("dialog:close", () => dialog.close());
}
