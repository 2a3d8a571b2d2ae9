// A sentence can be taken over with one click. Where the browser may not copy, the button stays hidden and the text can be marked.
import htmx from "htmx.org";

htmx.onLoad((root) => {
  if (!navigator.clipboard) return;
  const buttons = [...(root.querySelectorAll?.("[data-copy]") ?? [])];
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
      button.textContent = button.dataset.copied;
    });
  }
});
