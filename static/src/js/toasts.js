// Short notices in #toasts (aria-live). The server says `HX-Trigger: {"toast": "Saved"}` or renders messages there.
import htmx from "htmx.org";

const SHOWN_FOR_MS = 6000;
const TO_UNDO_MS = 15000;

/** Shows `text`; errors stay until they are closed. `undo`: the address that takes it back. */
export function toast(text, level = "success", undo = "") {
  const list = document.getElementById("toasts");
  const pattern = document.getElementById("toast-pattern");
  if (!list || !pattern || !text) return;
  const notice = pattern.content.firstElementChild.cloneNode(true);
  notice.classList.add(`notice-${level}`);
  notice.querySelector("[data-text]").textContent = text;
  const form = notice.querySelector("[data-undo]");
  if (undo) {
    form.action = undo;
    form.setAttribute("hx-post", undo);
    form.hidden = false;
  } else form?.remove();
  list.append(notice);
  htmx.process(notice);
  if (level !== "error") fade(notice);
}

function fade(notice) {
  setTimeout(() => {
    if (notice.matches(":hover, :focus-within")) fade(notice);
    else notice.remove();
  }, notice.querySelector("[data-undo]") ? TO_UNDO_MS : SHOWN_FOR_MS);
}

document.addEventListener("toast", ({ detail }) => toast(detail.text ?? detail.value, detail.level, detail.undo));
// Once it is undone, the notice of it has had its time.
document.addEventListener("htmx:afterRequest", ({ target }) => target.closest?.("[data-toast]")?.remove());
document.addEventListener("click", (event) => event.target.closest("[data-close-toast]")?.closest("[data-toast]").remove());
for (const notice of document.querySelectorAll("[data-toast][data-fades]")) fade(notice);
