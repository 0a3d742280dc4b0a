// The page of a call: the transcript follows the sound, a click on a line's time plays from there, and the
// waves show where one is. All of it works with the keyboard; without this script the page is still read.
import { player } from "./player.js";

const call = document.getElementById("call");
const { call: id, medium, title } = call.dataset;
const length = Number(call.dataset.duration);
const hasSound = medium === "recording";
const lines = () => document.getElementById("lines"); // another one after a form was sent
const follow = document.getElementById("follow");
const toNow = document.getElementById("to-now");
const finder = document.getElementById("find-here");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const LEAST_ROOM = 140; // pixels that stay free of the marked line above and below

const say = (text) => { document.getElementById("call-says").textContent = text; };
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;
const addressOf = (time) => `${location.pathname}?at=${time.toFixed(2)}`;

/** Play the call from `time` to its end. */
function playFrom(time) {
  player.play([{ call: id, start: Math.max(0, time), end: length, title, words: "", link: addressOf(time) }]);
}

// Which line is heard

let shown = []; // the lines that are on the page, in the order of their times
let now = null; // the line that is heard
let scrollingUntil = 0;

function readLines() {
  const found = [...(lines()?.querySelectorAll(".line") ?? [])];
  shown = found.map((line) => ({ line, start: Number(line.dataset.start), end: Number(line.dataset.end) }));
}

/** Return the line begun last by `time`; null where that is not on the page. */
function lineAt(time) {
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shown[middle].start <= time + 0.01) low = middle + 1;
    else high = middle;
  }
  const found = shown[low - 1];
  if (!found) return null;
  const isLast = low === shown.length;
  return isLast && time > found.end + 2 && lines()?.querySelector("[data-lines=later]") ? null : found.line;
}

const isInView = (line) => {
  const box = line.getBoundingClientRect();
  return box.bottom > LEAST_ROOM && box.top < innerHeight - LEAST_ROOM / 2;
};

function bringIntoView(line, { always = false } = {}) {
  line.closest("details")?.setAttribute("open", "");
  const box = line.getBoundingClientRect();
  if (!always && box.top > LEAST_ROOM + 60 && box.bottom < innerHeight - LEAST_ROOM) return;
  scrollingUntil = performance.now() + 900;
  line.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

function mark(line) {
  if (line === now) return;
  // a reader who scrolled away from the marked line is left where they are
  const isFollowed = follow?.checked && (!now?.isConnected || isInView(now) || performance.now() < scrollingUntil);
  now?.classList.remove("now");
  now?.removeAttribute("aria-current");
  now = line;
  if (line) {
    line.classList.add("now");
    line.setAttribute("aria-current", "true");
    if (isFollowed) bringIntoView(line);
  }
  showAway();
}

function showAway() {
  if (toNow) toNow.hidden = !(now?.isConnected && player.isOpen && !isInView(now) && performance.now() > scrollingUntil);
}

let fetching = false;
/** Load the lines around `time`, which are not on the page. */
async function fetchAround(time) {
  if (fetching || finder?.value) return;
  fetching = true;
  await htmx.ajax("GET", `${location.pathname}/lines?at=${time.toFixed(2)}`, { target: "#lines", swap: "innerHTML" });
  fetching = false;
}

player.addEventListener("time", ({ detail }) => {
  if (detail.call !== id) return mark(null);
  showTime(detail.time);
  const line = lineAt(detail.time);
  if (!line && shown.length && follow?.checked) fetchAround(detail.time);
  mark(line);
});
player.addEventListener("clip", ({ detail }) => {
  if (detail?.call !== id) return mark(null);
  const line = lineAt(detail.start);
  if (!line && follow?.checked) fetchAround(detail.start);
  else if (line && follow?.checked) {
    mark(line);
    bringIntoView(line);
  }
});
addEventListener("scroll", showAway, { passive: true });
toNow?.addEventListener("click", () => now && bringIntoView(now, { always: true }));
follow?.addEventListener("change", () => { if (follow.checked && now) bringIntoView(now, { always: true }); });

// Lines: play from one, go from one to the next, copy a link to one

document.addEventListener("click", (event) => {
  const time = event.target.closest?.("#lines a.at");
  if (!time || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const line = time.closest(".line");
  history.replaceState(null, "", addressOf(Number(line.dataset.start)));
  if (hasSound) playFrom(Number(line.dataset.start));
  else {
    lines().querySelector(".asked")?.classList.remove("asked");
    line.classList.add("asked");
  }
});

const copier = document.createElement("button");
copier.type = "button";
copier.className = "quiet copy-line";
copier.innerHTML = '<svg class="icon" aria-hidden="true" focusable="false"><use></use></svg>';
const icons = document.querySelector("use")?.getAttribute("href").replace(/#.*/, "");
copier.querySelector("use").setAttribute("href", `${icons}#link`);
copier.addEventListener("click", async () => {
  const address = location.origin + addressOf(Number(copier.closest(".line").dataset.start));
  try {
    await navigator.clipboard.writeText(address);
    say("The link is copied.");
  } catch {
    history.replaceState(null, "", address);
    say("The link stands in the address bar.");
  }
  copier.classList.add("done");
});
function offerCopy(event) {
  const line = event.target.closest?.("#lines .line");
  if (!line || copier.closest(".line") === line) return;
  copier.setAttribute("aria-label", `Copy a link to ${clock(Number(line.dataset.start))}`);
  copier.title = "Copy a link to this line";
  line.querySelector(".at").after(copier);
}
document.addEventListener("focusin", offerCopy);
document.addEventListener("pointerover", offerCopy);

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("#lines a.at") || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const times = [...lines().querySelectorAll("a.at")].filter((one) => one.offsetParent);
  const next = times[times.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// Keys of this page alone; those of player and pages are in keys.js, which hears of them afterwards

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target === finder && finder.value) {
    finder.value = "";
    finder.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  if (event.target.closest("input:not([type=range]):not([type=checkbox]), textarea, select, dialog")) return;
  if (event.key === "f" && finder) {
    event.preventDefault();
    finder.focus();
  } else if (event.key === "k" && hasSound && !player.clip) {
    event.preventDefault();
    event.stopImmediatePropagation();
    playFrom(Number(call.dataset.at ?? 0));
  }
}, true);
document.getElementById("play-all")?.addEventListener("click", (event) => {
  event.preventDefault();
  if (player.clip?.call === id && player.clip.end === length) player.toggle();
  else playFrom(0);
});

// The waves

const wave = document.getElementById("wave");
let drawn = null;

function showTime(time) {
  drawn?.setTime(time);
  wave?.setAttribute("aria-valuenow", String(Math.round(time)));
  wave?.setAttribute("aria-valuetext", `${clock(time)} of ${clock(length)}`);
}

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { agent: of("--agent"), customer: of("--customer"), between: of("--between"), line: of("--quiet"), back: of("--pico-background-color") };
};
const lanesOf = (lanes) => {
  const own = colours();
  return lanes.map(({ role }) => {
    const colour = own[role] ?? own.between;
    return { waveColor: `color-mix(in srgb, ${colour} 42%, ${own.back})`, progressColor: colour, height: lanes.length > 1 ? 26 : 44 };
  });
};

async function drawWaves() {
  wave.hidden = false; // its place is kept, so nothing jumps once it is drawn
  const ready = await fetch(`/audio/${encodeURIComponent(id)}/ready`);
  const { problem } = ready.ok ? await ready.json() : {};
  if (problem) {
    wave.hidden = true;
    document.getElementById("no-sound").textContent = problem;
    return;
  }
  const answer = await fetch(`/api/calls/${encodeURIComponent(id)}/waves`);
  const { lanes } = answer.ok ? await answer.json() : {};
  wave.hidden = !lanes?.length;
  if (wave.hidden) return;
  const { default: WaveSurfer } = await import(call.dataset.wavesurfer);
  const ordered = [...lanes].sort((a, b) => (b.role === "agent") - (a.role === "agent"));
  // it draws alone: the sound is the player's, which may just as well play another call
  const options = () => ({ splitChannels: lanesOf(ordered), cursorColor: colours().line });
  drawn = WaveSurfer.create({
    container: wave,
    peaks: ordered.map((lane) => lane.peaks),
    duration: length,
    normalize: false,
    interact: false,
    hideScrollbar: true,
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    cursorWidth: 2,
    cspNonce: call.dataset.nonce,
    ...options(),
  });
  for (const [name, value] of Object.entries({
    role: "slider", tabindex: "0", "aria-label": "Place in the call", "aria-valuemin": "0", "aria-valuemax": String(Math.round(length)),
  })) wave.setAttribute(name, value);
  showTime(player.clip?.call === id ? player.sound.currentTime : Number(call.dataset.at ?? 0));
  drawn.once("ready", () => showTime(Number(wave.getAttribute("aria-valuenow"))));
  new MutationObserver(() => drawn.setOptions(options())).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  drawMarkers();
}

function drawMarkers() {
  for (const one of wave?.querySelectorAll(".marker") ?? []) one.remove();
  if (drawn) for (const one of document.querySelectorAll("#moments li")) addMarker(one);
}

// the list of moments says the same to those who do not see or do not point
function addMarker(one) {
  const marker = document.createElement("span");
  marker.className = `marker ${one.className}`;
  marker.setAttribute("aria-hidden", "true");
  marker.title = `${clock(Number(one.dataset.start))} ${one.querySelector(".what").textContent}`;
  marker.style.left = `${(100 * Number(one.dataset.start)) / length}%`;
  marker.addEventListener("click", (event) => {
    event.stopPropagation();
    one.querySelector("a.play").click();
  });
  wave.append(marker);
}

wave?.addEventListener("click", (event) => {
  const box = wave.getBoundingClientRect();
  playFrom((length * (event.clientX - box.left)) / box.width);
});
wave?.addEventListener("keydown", (event) => {
  const at = Number(wave.getAttribute("aria-valuenow"));
  const to = { ArrowLeft: at - 5, ArrowDown: at - 5, ArrowRight: at + 5, ArrowUp: at + 5, Home: 0, End: length - 5, Enter: at }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  playFrom(Math.min(Math.max(0, to), length));
});

// At the beginning, and after htmx put other lines on the page

const goToAsked = () => {
  const asked = lines()?.querySelector(".asked");
  if (!asked) return;
  asked.closest("details")?.setAttribute("open", "");
  asked.querySelector(".at").focus({ preventScroll: true });
  asked.scrollIntoView({ block: "center" });
};
readLines();
goToAsked();
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const isSent = detail.requestConfig?.verb === "post";
  if (isSent) drawMarkers();
  if (!isSent && !detail.target?.closest?.("#lines")) return;
  if (isSent && detail.target?.id === "lines") {
    finder.value = ""; // all lines are shown again
    goToAsked();
  }
  readLines();
  if (player.clip?.call === id) {
    now = null;
    const line = lineAt(player.sound.currentTime);
    if (line && !finder.value) mark(line);
  }
});
if (hasSound) drawWaves();
