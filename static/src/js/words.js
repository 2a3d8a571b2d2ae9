// Words that only scripts say; the page brings them in the reader's language (base.html).
const page = document.querySelector("[data-words]");

/** The sentence named `key` as the page gives it, e.g. words("offline"). */
export function words(key) {
  return page?.getAttribute(`data-word-${key}`) ?? "";
}
