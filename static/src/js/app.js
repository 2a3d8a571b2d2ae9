// Everything here makes a page quicker; no page needs it to be read or used.
import "./htmx.js";
import "./dialog.js";
import "./shortcuts.js";
import "./palette.js";
import "./rows.js";
import "./toasts.js";
import "./autosave.js";
import "./flyout.js";
import "./moved_card.js";
import "./lazy.js";
import "./frames.js";
import "./tabs.js";
import "./texts.js";
import "./add_word.js";
import "./choose_all.js";
import "./copy.js";
import "./upload.js";

document.documentElement.classList.add("js");
