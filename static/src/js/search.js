// The box of "Search everything" ([data-search] in a form with [data-search-results]): answers come below it while
// somebody types; arrows walk through them, Enter opens one, Esc goes back to the box and then closes.
const WIDEST = 416;

const parts = (element) => {
  const form = element.closest?.("form[data-search-form]");
  return form && { box: form.querySelector("[data-search]"), list: form.querySelector("[data-search-results]") };
};

function place(box, list) {
  const field = box.closest("label").getBoundingClientRect();
  const width = Math.min(WIDEST, innerWidth - 16);
  const left = Math.max(8, Math.min(field.left, innerWidth - width - 8));
  const below = field.bottom + 6;
  const up = innerHeight - below < 240;
  const sides = up ? { top: "auto", bottom: `${innerHeight - field.top + 6}px` } : { top: `${below}px`, bottom: "auto" };
  const room = up ? field.top - 16 : innerHeight - below - 16;
  Object.assign(list.style, { left: `${left}px`, width: `${width}px`, maxHeight: `${room}px`, ...sides });
}

function show(box, list, yes) {
  list.hidden = !yes || !list.firstElementChild;
  if (!list.hidden) place(box, list);
}

document.addEventListener("htmx:afterSwap", ({ target }) => {
  const here = target.matches?.("[data-search-results]") && parts(target);
  if (here) show(here.box, here.list, target.closest("form").contains(document.activeElement));
});
document.addEventListener("focusin", ({ target }) => {
  for (const list of document.querySelectorAll("[data-search-results]")) {
    const { box } = parts(list);
    if (!list.closest("form").contains(target)) show(box, list, false);
    else if (target === box && box.value.trim().length > 1) show(box, list, true);
  }
});
document.addEventListener("click", ({ target }) => {
  for (const list of document.querySelectorAll("[data-search-results]")) {
    if (!list.closest("form").contains(target)) show(parts(list).box, list, false);
  }
});
document.addEventListener("keydown", (event) => {
  const here = parts(event.target);
  if (!here?.list || here.list.hidden) return;
  const links = [...here.list.querySelectorAll("[data-result]")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown") (links[at + 1] ?? links[links.length - 1])?.focus();
  else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : here.box).focus();
  else if (event.key === "Escape") {
    here.box.focus();
    show(here.box, here.list, false);
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
