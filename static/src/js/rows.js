// j and k walk through the rows of [data-rows] by focusing each [data-row]'s first link, so Enter opens it.
const STEP = { j: 1, k: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEP[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")].filter((row) => row.checkVisibility());
  if (!rows.length) return;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  const row = rows[next];
  (row.querySelector("[data-row-link]") ?? row.querySelector("a[href]"))?.focus();
  row.scrollIntoView({ block: "nearest" });
  event.preventDefault();
});
