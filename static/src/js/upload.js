// <form data-upload>: files chosen by the button or dropped anywhere on its panel are sent one by one, each with how far
// it has got, and the server's answer to each stands below. Without scripts it is a plain form with several files.
// data-refresh: the id of what is fetched anew afterwards; else the page is left once all is well.
import htmx from "htmx.org";

const LISTED = "[data-uploads]";

function line(form, file) {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const bar = document.createElement("progress");
  label.className = "block min-w-0 text-sm";
  label.append(form.dataset.wordSending.replace("{name}", file.name));
  bar.className = "progress progress-primary mt-1 block w-full";
  bar.max = 1;
  bar.value = 0;
  label.append(bar);
  item.append(label);
  form.querySelector(LISTED).append(item);
  return { item, bar };
}

function send(form, file) {
  const { item, bar } = line(form, file);
  const request = new XMLHttpRequest();
  const body = new FormData(form);
  body.delete("file");
  body.append("file", file, file.name);
  return new Promise((done) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = total ? loaded / total : 0; });
    request.addEventListener("loadend", () => {
      const told = document.createElement("template");
      const whole = /<html|<main/i.test(request.responseText);
      if ([200, 422].includes(request.status) && !whole) told.innerHTML = request.responseText;
      const outcomes = told.content.querySelectorAll("[data-outcome]");
      if (outcomes.length) item.replaceWith(...outcomes);
      else failed(form, item, file);
      done(request.status === 200 && outcomes.length > 0);
    });
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("HX-Target", "uploads");
    request.send(body);
  });
}

function failed(form, item, file) {
  const notice = document.createElement("div");
  notice.className = "notice notice-error min-w-0 break-words";
  notice.textContent = `${file.name}: ${form.dataset.wordFailed}`;
  item.replaceChildren(notice);
}

const underWay = new WeakMap(); // form: files that wait for those before them
async function sendAll(form, files) {
  if (!files.length) return;
  const field = form.querySelector("input[type=file]");
  const some = field.multiple ? [...files] : [...files].slice(0, 1);
  if (underWay.has(form)) {
    underWay.get(form).push(...some);
    return;
  }
  underWay.set(form, some);
  form.querySelector(LISTED).replaceChildren();
  let well = true;
  while (some.length) well = (await send(form, some.shift())) && well;
  underWay.delete(form);
  field.value = "";
  const listed = document.getElementById(form.dataset.refresh ?? "documents-list");
  if (listed) htmx.trigger(listed, "refresh");
  if (well && !form.dataset.refresh) location.assign(form.dataset.then);
}

document.addEventListener("change", ({ target }) => {
  const form = target.matches("input[type=file]") && target.closest("form[data-upload]");
  if (form) sendAll(form, [...target.files]);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-upload]")) return;
  event.preventDefault();
  sendAll(event.target, [...event.target.querySelector("input[type=file]").files]);
});

function zoneOf({ target, dataTransfer }) {
  if (!dataTransfer?.types.includes("Files")) return null;
  const near = target.closest?.("form[data-upload], .panel");
  return near?.matches("form") ? near : (near?.querySelector("form[data-upload]") ?? null);
}
function mark(form) {
  for (const one of document.querySelectorAll("[data-drop]")) one.classList.toggle("is-target", one.closest("form") === form);
}
document.addEventListener("dragover", (event) => {
  const form = zoneOf(event);
  mark(form);
  if (form) event.preventDefault();
});
document.addEventListener("dragleave", ({ relatedTarget }) => { if (!relatedTarget) mark(null); });
document.addEventListener("drop", (event) => {
  const form = zoneOf(event);
  mark(null);
  if (!form) return;
  event.preventDefault();
  sendAll(form, [...event.dataTransfer.files]);
});
