// <form data-autosave hx-post … hx-trigger="input changed delay:800ms"> with a [data-autosave-hint] inside:
// says in words whether what was typed is safe. Leaving with unsaved words asks first.
import { words } from "./words.js";

const unsaved = new Set();

function say(form, text) {
  const hint = form.querySelector("[data-autosave-hint]");
  if (hint) hint.textContent = text;
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-autosave]");
  if (!form) return;
  unsaved.add(form);
  say(form, words("unsaved"));
});
document.addEventListener("submit", ({ target }) => unsaved.delete(target));
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (target.matches("form[data-autosave]")) say(target, words("saving"));
});
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!target.matches("form[data-autosave]")) return;
  const saved = detail.successful && detail.xhr.status < 400; // a refusal (422) is shown, not saved
  if (saved) unsaved.delete(target);
  say(target, words(saved ? "saved" : "not-saved"));
});
window.addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});
