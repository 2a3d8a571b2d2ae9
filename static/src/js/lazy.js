// The board, the chooser and lists in order bring libraries of their own, so they come only to pages that use them.
import htmx from "htmx.org";

const ASSETS = document.querySelector("[data-assets]")?.dataset ?? {};
const PARTS = [
  { selector: "[data-board-column]", script: ASSETS.board },
  { selector: "[data-order]", script: ASSETS.orderScript },
  { selector: "[data-chooser]", script: ASSETS.chooser, style: ASSETS.chooserCss },
];

function styled(href) {
  if (!href || document.querySelector(`link[href="${href}"]`)) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href });
  document.head.append(link);
}

htmx.onLoad(async (root) => {
  for (const { selector, script, style } of PARTS) {
    if (!script || !(root.matches?.(selector) || root.querySelector?.(selector))) continue;
    styled(style);
    (await import(script)).start(root);
  }
});
