// A list that somebody is asked to hear: plays from where they stopped, and notes what they heard by itself.
//
// A clip counts as heard when half of it was played, wherever in it. How far they are is noted when they pause
// or leave, and once a minute: on another device they go on there.

import { clipOf, player } from "./player.js";

const PREFIX = "clips/";
const HALF = 0.5; // of a clip: as the library counts it
const GRAIN = 4; // pieces of a second in which what was played is kept
const STEP = 1.5; // seconds between two looks above which it was a leap, also at double speed
const OFTEN = 60_000; // milliseconds
const WORTH = 2; // seconds

const clips = () => [...document.querySelectorAll(".clip-to-hear")];
const links = () => [...document.querySelectorAll(".to-hear a.play[data-call]")];
const keyOf = (clip) => (clip?.call.startsWith(PREFIX) ? clip.call.split("/").at(-1) : null);
const partOf = (clip) => clips().find((one) => one.dataset.key === keyOf(clip)) ?? null;
const played = new Map(); // by key: the pieces of the clip that were played
const noted = new Set(); // keys that are noted as heard
const notes = document.getElementById("notes");
let last = null; // {key, time}: where the sound was at the last look
let sent = { key: null, second: 0 };

const isHeard = (part) => noted.has(part.dataset.key) || part.querySelector(".is-heard") !== null;
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function fields(key, more) {
  const body = new URLSearchParams(new FormData(notes));
  body.set("clip", key);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return body;
}

async function noteHeard(part) {
  const key = part.dataset.key;
  noted.add(key);
  try {
    const answer = await fetch(notes.action.replace(/at$/, "heard"), {
      method: "POST", body: fields(key, { quiet: "true" }), keepalive: true,
    });
    if (!answer.ok) throw new Error(answer.status);
    await showAnew(part.querySelector(".mark").id, "progress");
  } catch {
    noted.delete(key); // it is tried again while the clip plays on
  }
}

/** Put parts of the page as it is now in place of those that are shown. */
async function showAnew(...ids) {
  const answer = await fetch(location.pathname + location.search);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ids) {
    const [old, now] = [document.getElementById(id), page.getElementById(id)];
    if (!old || !now) continue;
    const had = [...old.querySelectorAll("button")].indexOf(document.activeElement);
    old.replaceWith(now);
    globalThis.htmx?.process(now);
    ready();
    if (had >= 0) ([...now.querySelectorAll("button")][had] ?? now.closest("[tabindex]"))?.focus({ preventScroll: true });
  }
}

function notePlace({ leaves = false } = {}) {
  const part = last && clips().find((one) => one.dataset.key === last.key);
  if (!part || isHeard(part)) return;
  if (sent.key === last.key && Math.abs(sent.second - last.time) < WORTH) return;
  sent = { key: last.key, second: last.time };
  const body = fields(last.key, { second: last.time.toFixed(1) });
  if (leaves) navigator.sendBeacon(notes.action, body);
  else fetch(notes.action, { method: "POST", body, keepalive: true }).catch(() => { sent.key = null; });
}

function follow(time) {
  const key = keyOf(player.clip);
  if (!key) return;
  const part = partOf(player.clip);
  const gone = last?.key === key ? time - last.time : 0;
  if (part && gone > 0 && gone < STEP) {
    const pieces = played.get(key) ?? new Set();
    played.set(key, pieces);
    for (let n = Math.floor(last.time * GRAIN); n < Math.floor(time * GRAIN); n += 1) pieces.add(n);
    if (!isHeard(part) && pieces.size / GRAIN >= HALF * Number(part.dataset.seconds)) noteHeard(part);
  }
  last = { key, time };
  for (const line of part?.querySelectorAll("[data-from]") ?? []) {
    line.classList.toggle("spoken", Number(line.dataset.from) <= time && time < Number(line.dataset.to));
  }
}

function playFrom(part, second = 0) {
  const all = links();
  const at = all.findIndex((link) => part.contains(link));
  if (at < 0) return part.focus();
  player.play(all.map(clipOf), at);
  if (second) player.move(second);
}

/** Show what needs this script; again after a part of the page came anew. */
function ready() {
  const button = document.getElementById("go-on");
  if (button) button.hidden = links().length === 0;
}

if (notes) {
  player.addEventListener("clip", (event) => {
    last = null;
    for (const one of clips()) one.classList.toggle("on", one === (event.detail && partOf(event.detail)));
  });
  player.addEventListener("time", ({ detail: { time } }) => follow(time));
  player.sound.addEventListener("pause", () => notePlace());
  setInterval(() => { if (!player.sound.paused) notePlace(); }, OFTEN);
  addEventListener("pagehide", () => notePlace({ leaves: true }));
  document.addEventListener("htmx:load", ready);

  document.addEventListener("click", (event) => {
    const seek = event.target.closest?.("[data-seek]");
    if (seek) {
      const part = seek.closest(".clip-to-hear");
      if (part) playFrom(part, Number(seek.dataset.seek));
    } else if (event.target.closest?.("#go-on")) {
      const { next, second } = document.getElementById("progress").dataset;
      playFrom(document.getElementById(`clip-${next || 1}`), next ? Number(second) : 0);
    }
  });

  // a comment to what is heard right now names the second
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("details.say") || !event.target.open) return;
    const part = event.target.closest(".clip-to-hear");
    const label = event.target.querySelector(".at-second");
    if (!label || partOf(player.clip) !== part || !player.clip) return;
    const second = Math.min(player.sound.currentTime, Number(part.dataset.seconds));
    const box = label.querySelector("input");
    label.hidden = box.disabled = false;
    box.checked = second >= 1;
    box.value = second.toFixed(1);
    label.querySelector(".second").textContent = clock(second);
  }, true);
  ready();
}
