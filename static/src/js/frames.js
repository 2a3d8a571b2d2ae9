// <iframe data-fit src="a page of ours">: as tall as the page in it, so that only one thing scrolls.
function fit(frame) {
  const page = frame.contentDocument?.documentElement;
  if (page) frame.style.height = `${page.scrollHeight + 2}px`;
}

export function fitFrames(root = document) {
  for (const frame of root.querySelectorAll("iframe[data-fit]")) {
    frame.addEventListener("load", () => fit(frame));
    if (frame.contentDocument?.readyState === "complete") fit(frame);
  }
}

fitFrames();
addEventListener("resize", () => document.querySelectorAll("iframe[data-fit]").forEach(fit));
document.addEventListener("htmx:load", ({ target }) => fitFrames(target));
