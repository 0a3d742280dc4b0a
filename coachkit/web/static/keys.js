// Keys that work on every page, the menu of small screens, and the list of keys.
import { player } from "./player.js";

const PLACES = { h: "/", s: "/search", c: "/calls", t: "/topics", l: "/playlists", b: "/playbooks" };
const ACTIONS = {
  k: () => player.toggle(),
  " ": () => player.toggle(),
  j: () => player.move(-5),
  l: () => player.move(5),
  n: () => player.next(),
  p: () => player.previous(),
};
let going = false;

const isTyping = (target) =>
  target.closest?.("input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable]") !== null;
const keys = document.getElementById("keys");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keys.open) return;
  if (going) {
    going = false;
    if (event.key in PLACES) location.href = PLACES[event.key];
    return;
  }
  if (event.key === "g") {
    going = true;
    setTimeout(() => { going = false; }, 1500);
  } else if (event.key === "/") {
    event.preventDefault();
    (document.getElementById("query") ?? document.getElementById("find")).focus();
  } else if (event.key === "?") {
    keys.showModal();
  } else if (event.key in ACTIONS) {
    // a space on a button is for that button; a link knows none, and a play link keeps the focus once clicked
    if (event.key === " " && (!player.isOpen || event.target.closest?.("button, summary, [role=button]"))) return;
    event.preventDefault();
    ACTIONS[event.key]();
  }
});

document.getElementById("show-keys")?.addEventListener("click", () => keys.showModal());
const menu = document.getElementById("open-menu");
menu?.addEventListener("click", () => {
  const isOpen = document.body.classList.toggle("menu-open");
  menu.setAttribute("aria-expanded", String(isOpen));
});
