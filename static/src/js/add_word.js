// <button data-adds-word="payroll"> in a form adds the word to its field of words with commas; once it is there it does
// nothing. Without scripts the words are there to be read.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-adds-word]");
  const field = button?.closest("form").querySelector("input[name=tags]");
  if (!field) return;
  const words = field.value.split(",").map((word) => word.trim()).filter(Boolean);
  if (!words.includes(button.dataset.addsWord)) words.push(button.dataset.addsWord);
  field.value = words.join(", ");
  field.focus();
});
