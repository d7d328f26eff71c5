"use strict";
// The colours of the screen are chosen by those of the browser, before textual.js connects.
const terminal = document.querySelector("#terminal");
if (matchMedia("(prefers-color-scheme: light)").matches) terminal.dataset.sessionWebsocketUrl += "/light";
// Keys are for the screen from the start, without a click.
const focus = () => document.querySelector(".xterm-helper-textarea")?.focus();
new MutationObserver(focus).observe(document.body, { attributeFilter: ["class"] });
addEventListener("focus", focus);
