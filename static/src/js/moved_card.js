// Whoever moved a card of the board by its menu goes on from that card: the board comes anew, and the focus would be
// lost with the old. Apart from board.js, which is fetched later than the first key may be pressed.
let menu = null;
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (target.matches("form[data-move]")) menu = target.contains(document.activeElement) ? target.getAttribute("action") : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (!menu || document.activeElement !== document.body) return;
  document.querySelector(`form[data-move][action="${CSS.escape(menu)}"]`)?.closest("details").querySelector("summary").focus();
  menu = null;
});
