// Cards are dragged from [data-board-column="stage"] to another; a drop submits the card's own form [data-move],
// whose field [data-move-to] takes the stage. Refused, the card goes back. The card's "Move to" menu needs none of this.
import Sortable from "sortablejs";

const began = new WeakSet();

function goBack({ item, from, oldIndex }) {
  from.insertBefore(item, from.children[oldIndex] ?? null);
}

function moved(event) {
  const { item, from, to } = event;
  if (from === to) return goBack(event);
  const form = item.querySelector("form[data-move]");
  form.querySelector("[data-move-to]").value = to.dataset.boardColumn;
  form.addEventListener(
    "htmx:afterRequest",
    ({ detail }) => {
      if (!detail.successful && item.isConnected) goBack(event);
    },
    { once: true },
  );
  form.requestSubmit();
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
