// <form data-autosave hx-post … hx-trigger="input changed delay:800ms"> with a [data-autosave-hint] inside:
// says in words whether what was typed is safe. Leaving with unsaved words asks first; by a link with [data-after-saving]
// they are saved first. Escape leaves the field. Hidden initial values follow what was saved: what differs from them is new.
import htmx from "htmx.org";
import { words } from "./words.js";

const unsaved = new Set();
const typedSince = new WeakSet(); // while what was typed before is on its way

const sent = new WeakMap();
let leaving = ""; // where to, once everything is safe

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
  sent.set(target, new FormData(target));
  say(target, words("saving"));
});
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!target.matches("form[data-autosave]")) return;
  const saved = detail.successful && detail.xhr.status < 400; // a refusal (422) is shown, not saved
  const all = saved && !typedSince.has(target);
  if (saved) remember(target);
  if (all) unsaved.delete(target);
  say(target, words(all ? "saved" : saved ? "unsaved" : "not-saved"));
});
function remember(form) {
  for (const field of form.querySelectorAll("input[type=hidden][name^=initial-]")) {
    const value = sent.get(form)?.get(field.name.slice("initial-".length));
    if (value != null) field.value = value;
  }
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-after-saving]");
  if (!link || !unsaved.size || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leaving = link.href;
  for (const form of unsaved) htmx.trigger(form, "save-now");
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const refused = !detail.successful || detail.xhr.status >= 400;
  if (!leaving || (unsaved.size && !refused)) return;
  if (!refused) location.assign(leaving);
  leaving = "";
});
// A line of several fields is removed by emptying them.
document.addEventListener("click", ({ target }) => {
  const row = target.closest("[data-remove-row]")?.closest("[data-own-row]");
  if (!row) return;
  const fields = [...row.querySelectorAll("input:not([type=hidden]), textarea")];
  for (const field of fields) field.value = "";
  fields[0].dispatchEvent(new Event("input", { bubbles: true }));
});
document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape" && target.closest("form[data-autosave]")) target.blur();
});
window.addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});
