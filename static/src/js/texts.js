// A form with [data-previewed]: its button [data-preview] is pressed by itself while somebody types.
// <textarea data-fill-in>: its first [prompt] is chosen when it gets the focus.
// [data-insert] puts its words where the cursor was last in that form.
let waiting;
let last;

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("[data-previewed] :is(input[type=text], textarea)")) last = target;
});
document.addEventListener("input", ({ target }) => {
  const button = target.closest("[data-previewed]")?.querySelector("[data-preview]");
  if (!button) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => button.form.requestSubmit(button), 500);
});
document.addEventListener("click", ({ target }) => {
  const words = target.closest("[data-insert]")?.dataset.insert;
  if (!words) return;
  const field = last?.isConnected ? last : document.querySelector("[data-previewed] textarea");
  field.focus();
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
function choosePrompt(field) {
  if (!field?.matches("textarea[data-fill-in]") || field.value !== field.defaultValue) return;
  const prompt = /\[[^[\]\n]+\]/.exec(field.value);
  if (prompt) field.setSelectionRange(prompt.index, prompt.index + prompt[0].length);
}

document.addEventListener("focusin", ({ target }) => choosePrompt(target));
choosePrompt(document.activeElement); // it may have been given the focus before this was read
