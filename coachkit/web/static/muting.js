// Silence where a name is spoken that must not be heard: links carry these times of their call in data-muted.
//
// Asked often enough while something plays that no name slips through between two answers of the sound itself.

import { player } from "./player.js";

const OFTEN = 25; // milliseconds
let spans = [];
let asking = null;

const spansOf = (clip) => {
  if (!clip) return [];
  const links = document.querySelectorAll(`a.play[data-call="${CSS.escape(clip.call)}"][data-muted]`);
  return [...links].flatMap((link) =>
    link.dataset.muted.trim().split(/\s+/).map((span) => span.split("-").map(Number)));
};

function ask() {
  const now = player.sound.currentTime;
  // a little early: the next answer may come late
  player.sound.muted = spans.some(([from, to]) => from - 0.05 <= now && now < to);
}

player.addEventListener("clip", (event) => {
  spans = spansOf(event.detail);
  clearInterval(asking);
  asking = spans.length ? setInterval(ask, OFTEN) : null;
  player.sound.muted = false;
  if (spans.length) ask();
});
