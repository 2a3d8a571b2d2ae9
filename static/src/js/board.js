// Cards are dragged from one [data-board-column="stage"] to another; a drop presses the button of that stage in the
// card's own form [data-move] ("Move to" menu), so the menu and the mouse do the same. Refused, the card goes back.
import Sortable from "sortablejs";

const began = new WeakSet();

function goBack({ item, from, oldIndex }) {
  from.insertBefore(item, from.children[oldIndex] ?? null);
}

function moved(event) {
  const { item, from, to } = event;
  if (from === to) return goBack(event);
  const form = item.querySelector("form[data-move]");
  const button = form?.querySelector(`button[value="${CSS.escape(to.dataset.boardColumn)}"]`);
  if (!button) return goBack(event);
  form.addEventListener(
    "htmx:afterRequest",
    ({ detail }) => {
      if (!detail.successful && item.isConnected) goBack(event);
    },
    { once: true },
  );
  button.click();
}

/** Makes the columns below `root` sortable; safe to call again for the same ones. */
export function start(root) {
  const columns = [...root.querySelectorAll("[data-board-column]")];
  if (root.matches?.("[data-board-column]")) columns.push(root);
  for (const column of columns) {
    if (began.has(column)) continue;
    began.add(column);
    Sortable.create(column, {
      group: column.closest("[data-board]")?.id || "board",
      draggable: "[data-card]",
      filter: "a, button, summary, select, details",
      preventOnFilter: false,
      delay: 150,
      delayOnTouchOnly: true,
      animation: 120,
      onMove: ({ to }) => mark(to),
      onEnd: (event) => {
        mark(null);
        moved(event);
      },
    });
  }
}

function mark(target) {
  for (const column of document.querySelectorAll("[data-board-column]")) {
    column.classList.toggle("is-target", column === target);
  }
}
