// <a data-shortcut="l"> is pressed by its letter (several: "j arrowright"), never while somebody types; a row's own
// <a data-row-key="l"> comes first.
const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog[open]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (!/^([a-z/?]|arrow(left|right))$/.test(key)) return;
  const link = ofRow(key) ?? ofPage(key);
  if (link) {
    event.preventDefault();
    if (!link.matches("input")) return link.click();
    link.focus(); // a click from here would not put the cursor there
    link.select();
  }
});

/** What the letter does to the row in focus, seen or in its menu. */
function ofRow(key) {
  return document.activeElement.closest("[data-row]")?.querySelector(`[data-row-key="${key}"]`);
}

function ofPage(key) {
  const links = [...document.querySelectorAll(`[data-shortcut~="${key}"]`)];
  return links.findLast((link) => link.checkVisibility()) ?? links.find((link) => link.closest("[data-flyout]"));
}

// Enter sends a form from any of its lines; from a text of several lines it is Ctrl Enter.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.closest("textarea")?.form?.requestSubmit();
});
