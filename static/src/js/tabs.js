// On a phone a row of tabs is wider than the page: the tab that is open is scrolled to.
for (const row of document.querySelectorAll(".tab-line")) {
  const here = row.querySelector("[aria-current]");
  if (here) row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}
