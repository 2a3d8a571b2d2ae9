// <ol data-order> whose [data-order-item] are put in order: dragged by their [data-order-handle], or moved one step by
// buttons [data-order-move="up"] and "down", which without this script are sent to the server (formaction). What is sent
// is the order of the fields in the page. Items with data-order-fixed stay where they are. data-order-said on the list,
// with a # for the place, is said to screen readers. A "change" goes up from the list after each move.
import Sortable from "sortablejs";

const began = new WeakSet();
const items = (list) => [...list.querySelectorAll(":scope > [data-order-item]")];
const isFixed = (item) => "orderFixed" in item.dataset;

function told(list, item) {
  const all = items(list);
  for (const [place, one] of all.entries()) {
    for (const button of one.querySelectorAll("[data-order-move]")) {
      const next = all[place + (button.dataset.orderMove === "up" ? -1 : 1)];
      button.setAttribute("aria-disabled", String(isFixed(one) || !next || isFixed(next)));
    }
  }
  const voice = list.parentElement.querySelector("[data-order-voice]");
  if (voice && item) voice.textContent = (list.dataset.orderSaid ?? "#").replace("#", all.indexOf(item) + 1);
  if (item) list.dispatchEvent(new Event("change", { bubbles: true }));
}

function step(event) {
  const button = event.target.closest("[data-order-move]");
  const item = button?.closest("[data-order-item]");
  if (!item) return;
  event.preventDefault();
  const list = item.parentElement;
  const all = items(list);
  const up = button.dataset.orderMove === "up";
  const next = all[all.indexOf(item) + (up ? -1 : 1)];
  if (!next || isFixed(item) || isFixed(next)) return;
  next.insertAdjacentElement(up ? "beforebegin" : "afterend", item);
  button.focus();
  told(list, item);
}

/** Makes the lists below `root` sortable; safe to call again for the same ones. */
export function start(root) {
  const lists = [...root.querySelectorAll("[data-order]")];
  if (root.matches?.("[data-order]")) lists.push(root);
  for (const list of lists) {
    if (began.has(list)) continue;
    began.add(list);
    list.addEventListener("click", step);
    told(list);
    Sortable.create(list, {
      draggable: "[data-order-item]",
      handle: "[data-order-handle]",
      filter: "[data-order-fixed]",
      preventOnFilter: false,
      animation: 120,
      onMove: ({ related }) => !isFixed(related),
      onEnd: ({ item, oldIndex, newIndex }) => oldIndex !== newIndex && told(list, item),
    });
  }
}
