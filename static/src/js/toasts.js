// Short notices in #toasts (aria-live). The server says `HX-Trigger: {"toast": "Saved"}` or renders messages there.
const SHOWN_FOR_MS = 6000;

/** Shows `text`; errors stay until they are closed. */
export function toast(text, level = "success") {
  const list = document.getElementById("toasts");
  const pattern = document.getElementById("toast-pattern");
  if (!list || !pattern || !text) return;
  const notice = pattern.content.firstElementChild.cloneNode(true);
  notice.classList.add(`notice-${level}`);
  notice.querySelector("[data-text]").textContent = text;
  list.append(notice);
  if (level !== "error") fade(notice);
}

function fade(notice) {
  setTimeout(() => {
    if (notice.matches(":hover, :focus-within")) fade(notice);
    else notice.remove();
  }, SHOWN_FOR_MS);
}

document.addEventListener("toast", ({ detail }) => toast(detail.text ?? detail.value, detail.level));
document.addEventListener("click", (event) => event.target.closest("[data-close-toast]")?.closest("[data-toast]").remove());
for (const notice of document.querySelectorAll("[data-toast][data-fades]")) fade(notice);
