// <details data-flyout>: a click elsewhere or Esc closes it, one is open at a time.
const open = () => [...document.querySelectorAll("details[data-flyout][open]")];

document.addEventListener("click", (event) => {
  for (const flyout of open()) if (!flyout.contains(event.target)) flyout.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const flyout of open()) {
    flyout.open = false;
    if (flyout.contains(document.activeElement)) flyout.querySelector("summary").focus();
  }
});
