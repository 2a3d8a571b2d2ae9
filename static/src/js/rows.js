// Rows of [data-rows]: j and k walk through them by focusing each [data-row]'s link, so Enter opens it; other letters press
// the [data-row-key] of the row in focus (shortcuts.js). A row that is swapped or gone passes the focus on.
const STEP = { j: 1, k: -1 };
const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter((row) => row.checkVisibility());

let last = null; // where the focus was: the row's key and place

function focus(row) {
  (row.querySelector("[data-row-link]") ?? row.querySelector("a[href]"))?.focus();
  row.scrollIntoView({ block: "nearest" });
}

/** Back to the row that had the focus, or to the one that took its place. */
function back() {
  if (!last || document.querySelector("dialog[open]")) return;
  const found = rows();
  const row = found.find((one) => last.key && one.dataset.row === last.key) ?? found[Math.min(last.place, found.length - 1)];
  if (row) focus(row);
}

document.addEventListener("keydown", (event) => {
  const step = STEP[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const found = rows();
  if (!found.length) return;
  const here = found.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(Math.max(here + step, 0), found.length - 1);
  focus(found[next]);
  event.preventDefault();
});

document.addEventListener("focusin", ({ target }) => {
  const row = target.closest("[data-rows] [data-row]");
  if (row) last = { key: row.dataset.row, place: rows().indexOf(row) };
});
document.addEventListener("pointerdown", ({ target }) => {
  if (!target.closest("[data-row], dialog, #toasts")) last = null;
});
// A dialog gives the focus back to what opened it, but not to a link in a menu that has closed.
document.addEventListener("close", () => setTimeout(() => document.activeElement === document.body && back()), true);

let lost = false;
let opened = []; // what was unfolded stays so
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const focused = document.activeElement;
  const within = detail.target.contains(focused) && focused.closest("[data-row]");
  opened = [...detail.target.querySelectorAll("[data-keeps-open][open]")].map((one) => one.id);
  lost = Boolean(detail.target.querySelector("[data-rows]")) && (within || focused === document.body || Boolean(focused.closest("#toasts")));
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of opened.splice(0)) document.getElementById(id)?.setAttribute("open", "");
  if (lost) back();
  lost = false;
});
