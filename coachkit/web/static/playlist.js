// A playlist to be heard: one clip (or pair) at a time in large, the next ones beside it, going on by itself.
//
// Clips that came as text have nothing to play: going on by itself passes over them and says so; n, p and the
// arrows stop at them, to be read.

import { clipOf, player } from "./player.js";
import "./muting.js";

// what is on the page now: a change to the list puts others in their place
let list, where, moments, parts, links;
function look() {
  list = document.querySelector(".listening");
  where = document.getElementById("where");
  moments = list ? [...list.querySelectorAll(".moment")] : [];
  parts = list ? [...list.querySelectorAll("[data-place]")] : [];
  links = list ? [...list.querySelectorAll("a.play[data-call]")] : [];
}
const partOf = (link) => link.closest("[data-place]");
const place = (part) => Number(part.dataset.place);
let current = null; // the part that is heard or read

const minutes = (seconds) => (seconds < 60 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);

// scrolls the list alone, never the page
function reveal(link) {
  const box = link.closest(".next-up");
  const above = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
  const below = above + link.offsetHeight - box.clientHeight;
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += below;
}

function show(part, { focus = false } = {}) {
  if (part === current) return;
  const passed = current ? parts.slice(parts.indexOf(current) + 1, parts.indexOf(part)) : [];
  const toRead = passed.filter((one) => one.dataset.seconds === "0").map((one) => one.dataset.place);
  current = part;
  const moment = part.closest(".moment");
  for (const one of moments) one.classList.toggle("now", one === moment);
  for (const one of parts) one.classList.toggle("on", one === part);
  for (const link of list.querySelectorAll("[data-go]")) {
    if (link.dataset.go === moment.id.slice(3)) {
      link.setAttribute("aria-current", "true");
      reveal(link);
    } else link.removeAttribute("aria-current");
  }
  const left = parts.slice(parts.indexOf(part)).reduce((sum, one) => sum + Number(one.dataset.seconds), 0);
  const note = toRead.length ? ` · clip ${toRead.join(", ")} has no sound: read it` : "";
  where.textContent = `${place(part)} of ${list.dataset.total}, ${minutes(left + Number(list.dataset.after))} left${note}`;
  const address = new URL(location.href);
  address.searchParams.set("clip", part.dataset.place);
  address.searchParams.delete("page");
  history.replaceState(null, "", address);
  if (focus) moment.focus({ preventScroll: true });
}

function playPart(part) {
  const at = links.findIndex((link) => partOf(link) === part);
  if (at < 0) player.pause();
  else player.play(links.map(clipOf), at);
}

/** Go to a part, and play it where something played before. */
function go(part, options) {
  if (!part) return;
  const goesOn = player.isOpen;
  show(part, options);
  if (goesOn) playPart(part);
}

const step = (by) => go(parts[parts.indexOf(current) + by]);

/** Begin with one of the clips: the one that `asked` is the number of, else the first. */
function begin(asked) {
  look();
  current = null;
  if (!parts.length) return;
  document.documentElement.classList.add("one-at-a-time");
  show(parts.find((part) => place(part) === asked) ?? parts[0]);
  const button = document.getElementById("play-all");
  button.hidden = !links.length;
  button.addEventListener("click", () => {
    const from = parts.slice(parts.indexOf(current)).find((part) => part.dataset.seconds !== "0") ?? partOf(links[0]);
    playPart(from);
  });
}

begin(Number(new URL(location.href).searchParams.get("clip")));
if (parts.length) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(parts.find((part) => part.dataset.place === link.dataset.go), { focus: true });
  });

  // before the keys of every page, which know nothing of clips without sound
  const keys = { n: 1, p: -1, ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest?.("input, textarea, select, dialog")) return;
    // up and down scroll the page, except in the list itself
    if (/^Arrow(Up|Down)$/.test(event.key) && !event.target.closest?.(".next-up")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    step(keys[event.key]);
    if (event.target.closest?.(".next-up")) list.querySelector("[data-go][aria-current]").focus();
  }, true);
}

const same = (link, clip) =>
  link.dataset.call === clip.call && Number(link.dataset.start) === clip.start && Number(link.dataset.end) === clip.end;

player.addEventListener("clip", (event) => {
  for (const link of links) link.classList.toggle("now", event.detail !== null && same(link, event.detail));
  const link = event.detail && links.find((one) => same(one, event.detail));
  if (link) show(partOf(link));
});

player.addEventListener("time", ({ detail: { time } }) => {
  if (!current) return;
  for (const line of current.querySelectorAll("[data-from]")) {
    line.classList.toggle("spoken", Number(line.dataset.from) <= time && time < Number(line.dataset.to));
  }
});

player.addEventListener("end", () => {
  const later = document.getElementById("later-clips");
  if (where) where.textContent = later ? "The list goes on: later clips" : "That was the last clip";
  later?.focus();
});

// the list was changed: what is shown is what the server says, and what plays goes on in the new order
// (not before htmx has settled it: until then what has an id carries the classes of what it replaces)
document.addEventListener("htmx:afterSettle", ({ detail: { target } }) => {
  if (target.id !== "list-body") return;
  const shown = Number(document.querySelector(".moment.now [data-place]")?.dataset.place);
  begin(shown);
  player.follow(links.map(clipOf));
});
