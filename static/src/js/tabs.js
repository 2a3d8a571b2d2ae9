// On a phone a row of tabs is wider than the page: the tab that is open is scrolled to.
for (const row of document.querySelectorAll(".tab-line")) {
  const here = row.querySelector("[aria-current]");
  if (here) row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

// A sidebar that is longer than the window is scrolled to where one is.
const sidebar = document.querySelector("aside[data-frame-only]");
const place = sidebar?.querySelector("[aria-current]")?.getBoundingClientRect();
if (place && place.bottom > sidebar.clientHeight) sidebar.scrollTop += place.bottom - sidebar.clientHeight / 2;
