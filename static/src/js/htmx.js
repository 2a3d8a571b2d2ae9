import htmx from "htmx.org";
import { toast } from "./toasts.js";
import { words } from "./words.js";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  // Not "style": the policy blocks style attributes, even when htmx only carries one over.
  attributesToSettle: ["class", "width", "height"],
  defaultSwapStyle: "outerHTML",
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});
window.htmx = htmx;

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token && detail.verb !== "get") detail.headers["X-CSRFToken"] = token;
});
// The line at the top counts what is under way.
let waiting = 0;
function wait(step) {
  waiting = Math.max(0, waiting + step);
  document.getElementById("waiting-line")?.classList.toggle("is-waiting", waiting > 0);
}
document.addEventListener("htmx:beforeRequest", () => wait(1));
document.addEventListener("htmx:afterRequest", () => wait(-1));
document.addEventListener("htmx:responseError", ({ detail }) => {
  toast(words(detail.xhr.status === 403 ? "forbidden" : "failed"), "error");
});
document.addEventListener("htmx:sendError", () => toast(words("offline"), "error"));
