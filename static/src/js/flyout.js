// <details data-flyout>: a click elsewhere or Esc closes it, one is open at a time.
const open = () => [...document.querySelectorAll("details[data-flyout][open]")];

document.addEventListener("click", (event) => {
  // What opens a dialog leaves its menu: that would stay open behind it.
  const leaves = event.target.closest("a[data-dialog]");
  for (const flyout of open()) if (leaves || !flyout.contains(event.target)) flyout.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const flyout of open()) {
    flyout.open = false;
    if (flyout.contains(document.activeElement)) flyout.querySelector("summary").focus();
  }
});

// Where the surroundings scroll (board, wide tables) they would cut the flyout off, and rows end near the window's edge:
// there it floats above them, until they carry its summary away from under it. So does one that would leave the window.
const FLOATS = ".scroll-row, .overflow-x-auto, .overflow-hidden, [data-row]";
const floatsAt = new WeakMap();
const place = (flyout) => flyout.querySelector("summary").getBoundingClientRect();

function wasLeft(flyout) {
  const [then, now] = [floatsAt.get(flyout), place(flyout)];
  return then && Math.abs(then.left - now.left) + Math.abs(then.top - now.top) > 4;
}

/** Where the window ends: on a phone above the bar with the places. */
function floor() {
  const bar = document.querySelector("[data-bottom-bar]")?.getBoundingClientRect();
  return bar?.height ? bar.top : innerHeight;
}

function sticksOut(flyout) {
  const { left, right, bottom } = flyout.querySelector("summary + *").getBoundingClientRect();
  return left < 0 || right > innerWidth || bottom > floor();
}

function float(flyout) {
  const summary = place(flyout);
  floatsAt.set(flyout, summary);
  const panel = flyout.querySelector("summary + *");
  Object.assign(panel.style, { position: "fixed", inset: "auto", margin: "0", zIndex: "45" });
  const { width, height } = panel.getBoundingClientRect();
  const below = summary.bottom + 4;
  panel.style.left = `${Math.max(8, Math.min(summary.right - width, innerWidth - width - 8))}px`;
  panel.style.top = `${below + height < floor() ? below : Math.max(8, summary.top - height - 4)}px`;
}

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.open || !target.matches("details[data-flyout]")) return;
    if (floatsAt.has(target) || target.closest(FLOATS) || sticksOut(target)) float(target);
  },
  true,
);
document.addEventListener("scroll", () => open().filter(wasLeft).forEach((flyout) => (flyout.open = false)), true);
