// Type-to-find on a plain <select data-chooser>. With data-chooser-url the server is asked for ?q=… and answers
// {"results": [{"value": "…", "text": "…", "detail": "…"}]}; without it the select's own options are searched.
import TomSelect from "tom-select/base";
import "./chooser.css";

function line(kind, item, escape) {
  const detail = item.detail ? `<span class="chooser-detail">${escape(item.detail)}</span>` : "";
  return `<div class="chooser-${kind}"><span>${escape(item.text)}</span>${detail}</div>`;
}

function searching(select) {
  const address = select.dataset.chooserUrl;
  if (!address) return {};
  return {
    loadThrottle: 150,
    shouldLoad: (typed) => typed.trim().length > 1,
    load(typed, found) {
      const url = new URL(address, location.href);
      url.searchParams.set("q", typed);
      this.clearOptions((option) => this.items.includes(String(option.value)));
      fetch(url, { headers: { Accept: "application/json" } })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
        .then(({ results }) => found(results), () => found());
    },
    // The server decides what fits (typing mistakes, accents); nothing is filtered again here.
    score: () => () => 1,
  };
}

/** Dresses the selects below `root`; safe to call again for the same ones. */
export function start(root) {
  const selects = [...root.querySelectorAll("select[data-chooser]")];
  if (root.matches?.("select[data-chooser]")) selects.push(root);
  for (const select of selects) {
    if (select.tomselect) continue;
    // Tom Select copies the classes to its own box, which daisyUI's .select would cut off.
    select.classList.remove("select");
    const wasFocused = document.activeElement === select;
    const chooser = new TomSelect(select, {
      valueField: "value",
      labelField: "text",
      searchField: ["text", "detail"],
      maxOptions: 50,
      // At once: a list that opens later takes the focus back from whoever has chosen and gone on.
      refreshThrottle: 0,
      placeholder: select.dataset.placeholder ?? "",
      dropdownParent: null,
      render: {
        option: (item, escape) => line("option", item, escape),
        item: (item, escape) => line("item", item, escape),
        no_results: () => `<div class="chooser-none">${select.dataset.none ?? ""}</div>`,
        loading: () => `<div class="chooser-none">${select.dataset.searching ?? "…"}</div>`,
      },
      onItemAdd() {
        this.setTextboxValue("");
        this.refreshOptions(false);
      },
      ...searching(select),
    });
    // The label now belongs to the box; the select itself is only there to be sent.
    select.setAttribute("aria-hidden", "true");
    if (wasFocused) chooser.focus();
  }
}
