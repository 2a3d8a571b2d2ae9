// <form data-autosave hx-post … hx-trigger="input changed delay:800ms"> with a [data-autosave-hint] inside:
// says in words whether what was typed is safe. Leaving with unsaved words asks first.
import { words } from "./words.js";

const unsaved = new Set();
const typedSince = new WeakSet(); // while what was typed before is on its way

function say(form, text) {
  const hint = form.querySelector("[data-autosave-hint]");
  if (hint) hint.textContent = text;
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-autosave]");
  if (!form) return;
  unsaved.add(form);
  typedSince.add(form);
  say(form, words("unsaved"));
});
document.addEventListener("submit", ({ target }) => unsaved.delete(target));
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (!target.matches("form[data-autosave]")) return;
  typedSince.delete(target);
  say(target, words("saving"));
});
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!target.matches("form[data-autosave]")) return;
  const saved = detail.successful && detail.xhr.status < 400; // a refusal (422) is shown, not saved
  const all = saved && !typedSince.has(target);
  if (all) unsaved.delete(target);
  say(target, words(all ? "saved" : saved ? "unsaved" : "not-saved"));
});
window.addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});
