// Ctrl K, or a click on the search box ([data-open-palette]): <dialog id="palette">. What is typed is answered below it;
// arrows choose while the box keeps the focus, Enter opens what is chosen, Esc closes and gives the focus back. The
// right arrow at the end of what is typed shows below a line what one does with it, the left one puts that away.
const palette = document.getElementById("palette");

if (palette) {
  const form = palette.querySelector("form");
  const box = form.querySelector("[role=combobox]");
  const list = document.getElementById("palette-list");
  const said = palette.querySelector("[data-palette-said]");
  const options = () => [...list.querySelectorAll("[data-option]:not([hidden])")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const waysOn = (option) => (option ? [...list.querySelectorAll(`[data-way-of="${option.id}"]`)] : []);
  const isOfNow = () => isSettled && list.firstElementChild?.dataset.foundFor === box.value.trim();
  let isSettled = true; // before, a line may lead to where another one led
  let opensWhenFound = false; // Enter came before the answer to what was typed

  function open() {
    if (palette.open || document.querySelector("dialog[open]")) return;
    for (const flyout of document.querySelectorAll("details[data-flyout][open]")) flyout.open = false;
    palette.showModal();
    opensWhenFound = false;
    box.select();
    form.dispatchEvent(new Event("palette:open"));
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function step(by) {
    const all = options();
    const at = all.indexOf(chosen());
    choose(all[(at + by + all.length) % all.length]);
  }

  function fold() {
    for (const way of list.querySelectorAll("[data-way-of]")) way.hidden = true;
  }

  function unfold(option) {
    const ways = waysOn(option);
    fold();
    for (const way of ways) way.hidden = false;
    choose(ways[0]);
  }

  // Settled: until then htmx gives an option the attributes of the one that had its id before.
  list.addEventListener("htmx:afterSwap", () => (isSettled = false));
  list.addEventListener("htmx:afterSettle", () => {
    isSettled = true;
    list.scrollTop = 0;
    choose(options()[0]);
    const count = options().length;
    said.textContent = count ? said.dataset.some.replace("#", count) : said.dataset.none;
    if (opensWhenFound && isOfNow()) chosen()?.click();
  });
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    form.addEventListener(failure, () => opensWhenFound && form.submit());
  }
  box.addEventListener("input", () => (opensWhenFound = false));
  // Over a page or another dialog; not where the palette would hide what somebody is asked.
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (palette.open) palette.close();
    else open();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open-palette]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  const atTheEnd = () => box.selectionStart === box.value.length;
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "ArrowRight" && atTheEnd() && waysOn(chosen()).length) unfold(chosen());
    else if (event.key === "ArrowLeft" && chosen()?.dataset.wayOf) {
      const line = document.getElementById(chosen().dataset.wayOf);
      fold();
      choose(line);
    } else if (event.key === "Enter" && !isOfNow()) opensWhenFound = true;
    else if (event.key === "Enter" && chosen()) chosen().click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousemove", ({ target }) => {
    const option = target.closest("[data-option]");
    if (option && option !== chosen()) choose(option);
  });
  // First of all listeners: a form that opens in the other dialog is to find this one closed.
  palette.addEventListener(
    "click",
    (event) => {
      const option = event.target.closest("[data-option]");
      if (event.target.closest("[data-unfold]")) {
        event.preventDefault();
        event.stopPropagation();
        box.focus();
        if (waysOn(option)[0].hidden) unfold(option);
        else fold();
        return;
      }
      const away = event.ctrlKey || event.metaKey || event.shiftKey;
      if ((option && !away) || event.target === palette || event.target.closest("[data-close-palette]")) palette.close();
    },
    true,
  );
  addEventListener("pagehide", () => palette.close());
}
