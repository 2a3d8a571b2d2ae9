// "Choose all": ticks every box of a name in the same form, and keeps what was typed; without scripts it is a link.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-choose-all]");
  if (!link) return;
  event.preventDefault();
  // The form's own list knows those that stand elsewhere on the page, too (form="…").
  const boxes = [...link.closest("form").elements].filter((box) => box.type === "checkbox" && box.name === link.dataset.chooseAll);
  const all = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !all;
});
