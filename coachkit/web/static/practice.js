// Practice, one round at a time: the customer's line, time to answer, the replies, the next customer.
//
// What somebody writes is shown beside the replies and goes nowhere else.

import { clipOf, player } from "./player.js";
import "./muting.js";

const rounds = [...document.querySelectorAll(".round")];
const end = document.getElementById("practised");
let current = null;
let hears = false; // who plays something once wants to hear the rest as well

const playAll = (links) => { if (hears && links.length) player.play(links.map(clipOf), 0); };

function begin(n) {
  player.pause();
  current = rounds[n] ?? end;
  for (const one of [...rounds, end]) one.classList.toggle("now", one === current);
  const title = current.querySelector("h2");
  title.focus({ preventScroll: true });
  scrollTo({ top: 0 });
  if (current === end) title.textContent = `${rounds.length === 1 ? "1 round" : `${rounds.length} rounds`} practised`;
  else playAll([...current.querySelectorAll(".prompt a.play")]);
}

function showReplies(round) {
  const own = round.querySelector("textarea").value.trim();
  const said = round.querySelector(".own-said");
  said.hidden = !own;
  said.querySelector("span").textContent = own;
  round.querySelector(".own").hidden = true;
  round.querySelector("summary").hidden = true;
  round.querySelector(".next-round").focus({ preventScroll: true });
  playAll([...round.querySelectorAll(".pair a.play")]);
}

if (rounds.length) {
  document.documentElement.classList.add("one-at-a-time");
  current = rounds[0];
  current.classList.add("now");

  for (const [n, round] of rounds.entries()) {
    const details = round.querySelector("details");
    const next = round.querySelector(".next-round");
    next.hidden = false;
    details.addEventListener("toggle", () => { if (details.open) showReplies(round); });
    next.addEventListener("click", () => begin(n + 1));
    round.querySelector("textarea").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) details.open = true;
    });
  }

  // Enter goes on from wherever one is that has no use for it
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("a, button, summary, input, textarea, select, dialog")) return;
    const details = current.querySelector?.("details");
    if (!details) return;
    event.preventDefault();
    if (details.open) current.querySelector(".next-round").click();
    else details.open = true;
  });
}

player.addEventListener("clip", (event) => {
  if (event.detail) hears = true;
  for (const link of document.querySelectorAll(".round a.play")) {
    const is = event.detail && link.dataset.call === event.detail.call && Number(link.dataset.start) === event.detail.start;
    link.classList.toggle("now", Boolean(is));
  }
});

player.addEventListener("time", ({ detail: { call, time } }) => {
  const link = current?.querySelector?.("a.play.now");
  const said = link?.dataset.call === call ? link.closest("p")?.nextElementSibling : null;
  for (const line of current?.querySelectorAll("[data-from]") ?? []) {
    const is = said?.contains(line) && Number(line.dataset.from) <= time && time < Number(line.dataset.to);
    line.classList.toggle("spoken", Boolean(is));
  }
});
