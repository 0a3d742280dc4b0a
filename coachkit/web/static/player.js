// The one player of a page: plays stretches of calls, one after the other where there are several.
//
// A clip is {call, start, end, title, words, link}; times are seconds of the call. What plays is told as events
// on `player`: "clip" (detail: the clip, or null), "time" (detail: {call, time}), "end" (of the last clip).

const SOUND = "/audio/";
const TICK = 100; // milliseconds between two looks at the time; the end of a clip is met more exactly
const GAP = 400; // between two clips
const AFTER_ERROR = 2500; // so long a message stands before the next clip begins
const STEP = 5; // seconds
const POINTED = 80; // milliseconds for which a link is pointed at before its call is made ready
const LINKS = "a.play[data-call]";

const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};
const store = {
  get(name) { try { return localStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(name, value); } catch { /* it is not kept, then */ } },
};

class Player extends EventTarget {
  #bar = document.getElementById("player");
  #sound = document.getElementById("sound");
  #query = this.#sound.canPlayType('audio/ogg; codecs="opus"') ? "" : "?plain=true";
  #queue = [];
  #at = -1;
  #tick = null; // the timer that follows the sound
  #gap = null; // the timer that begins the next clip
  #isOver = false; // the clip was heard to its end
  #asked = new Set(); // calls that were made ready

  constructor() {
    super();
    const sound = this.#sound;
    for (const name of ["playing", "seeked", "ratechange"]) sound.addEventListener(name, () => this.#follow());
    for (const name of ["play", "pause"]) sound.addEventListener(name, () => this.#showState());
    sound.addEventListener("ended", () => this.#finish());
    sound.addEventListener("error", () => this.#explain());
    this.#bar.addEventListener("click", (event) => {
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (what === "back") this.move(-STEP);
      else if (what === "forward") this.move(STEP);
      else if (what) this[what]();
    });
    const place = this.#part("place");
    place.addEventListener("input", () => this.#go(Number(place.value)));
    place.addEventListener("keydown", (event) => this.#moveByKey(event));
    const speed = this.#part("speed");
    const kept = store.get("speed");
    if ([...speed.options].some((option) => option.value === kept)) speed.value = kept;
    speed.addEventListener("change", () => {
      sound.playbackRate = Number(speed.value);
      store.set("speed", speed.value);
    });
    document.addEventListener("htmx:afterSwap", () => this.#mark());
    this.#listenToSystem();
  }

  get isOpen() { return !this.#bar.hidden; }
  get clip() { return this.#queue[this.#at] ?? null; }
  get sound() { return this.#sound; }

  /** Play clips one after the other, beginning with number `at`. */
  play(clips, at = 0) {
    if (!clips[at]) return;
    this.#queue = clips;
    this.#begin(at);
  }

  toggle() {
    if (!this.clip) return;
    if (this.#gap || !this.#sound.paused) this.pause();
    else if (this.#isOver) this.#begin(this.#at);
    else this.#start();
  }

  pause() {
    this.#stopGap();
    this.#sound.pause();
    this.#showState();
  }

  move(seconds) { if (this.clip) this.#go(this.#sound.currentTime + seconds); }
  next() { if (this.#at + 1 < this.#queue.length) this.#begin(this.#at + 1); }
  previous() { if (this.#at > 0) this.#begin(this.#at - 1); }

  /** Go on with these clips after the one that is heard: their order, or which they are, has changed. */
  follow(clips) {
    const now = this.clip;
    if (!now || this.#queue.length < 2) return;
    const at = clips.findIndex((one) => one.call === now.call && one.start < now.end && now.start < one.end);
    // what was taken away is heard to its end
    this.#queue = at < 0 ? [now, ...clips.slice(this.#at)] : clips.with(at, now);
    this.#at = Math.max(at, 0);
    this.#showNumber();
  }

  close() {
    const hadFocus = this.#bar.contains(document.activeElement);
    const link = document.querySelector(`${LINKS}.now`);
    this.pause();
    this.#bar.hidden = true;
    document.body.classList.remove("playing");
    this.#queue = [];
    this.#at = -1;
    this.#mark();
    if (hadFocus) (link ?? document.getElementById("content"))?.focus({ preventScroll: true });
    if (navigator.mediaSession) navigator.mediaSession.metadata = null;
    this.dispatchEvent(new CustomEvent("clip", { detail: null }));
  }

  /** Let the server make a call's sound ready, so that it begins at once when it is played. */
  prepare(call) {
    if (this.#asked.has(call)) return;
    this.#asked.add(call);
    this.#ask(call);
  }

  #part(name) { return document.getElementById(`player-${name}`); }
  // a clip of a list to hear has an address of several parts
  #address(call) { return SOUND + call.split("/").map(encodeURIComponent).join("/"); }

  #begin(at, { gap = 0 } = {}) {
    const byItself = gap > 0;
    this.#stopGap();
    this.#at = at;
    this.#isOver = false;
    const clip = this.clip;
    const sound = this.#sound;
    if (sound.dataset.call !== clip.call || sound.error) {
      sound.dataset.call = clip.call;
      sound.preload = "auto";
      sound.src = this.#address(clip.call) + this.#query;
      this.#asked.add(clip.call);
    }
    sound.currentTime = clip.start;
    sound.defaultPlaybackRate = sound.playbackRate = Number(this.#part("speed").value);
    this.#show(clip);
    this.#mark({ scrolls: byItself });
    // what comes after is read while this one is heard
    if (this.#queue[at + 1]) this.prepare(this.#queue[at + 1].call);
    this.dispatchEvent(new CustomEvent("clip", { detail: clip }));
    if (this.clip !== clip || this.#gap) return; // somebody who heard of it did something else
    if (!byItself) this.#start();
    else this.#gap = setTimeout(() => { this.#gap = null; this.#start(); }, gap);
  }

  #start() {
    this.#sound.play().catch((error) => {
      if (error.name === "NotAllowedError") this.#say("Press play to hear it: the browser waits for that.", true);
    });
    this.#showState();
  }

  #go(time) {
    const sound = this.#sound;
    // what led to a clip may be heard too; what follows it ends it
    sound.currentTime = Math.min(Math.max(0, time), this.clip?.end ?? time);
    if (this.#isOver && time < this.clip.end) this.#isOver = false;
    this.#follow();
  }

  #moveByKey(event) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -STEP, PageUp: STEP }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.move(by);
  }

  // Timers and not the browser's "timeupdate", which comes four times a second: too late for the end of a clip.
  #follow() {
    clearTimeout(this.#tick);
    const clip = this.clip;
    if (!clip) return;
    const sound = this.#sound;
    this.#showTime(clip, sound.currentTime);
    this.dispatchEvent(new CustomEvent("time", { detail: { call: clip.call, time: sound.currentTime } }));
    if (this.clip !== clip || sound.paused || sound.seeking) return;
    const left = (1000 * (clip.end - sound.currentTime)) / sound.playbackRate;
    if (left <= 10) this.#finish();
    else this.#tick = setTimeout(() => this.#follow(), Math.min(TICK, left));
  }

  #finish(gap = GAP) {
    clearTimeout(this.#tick);
    if (!this.clip || this.#isOver) return;
    const isLast = this.#at + 1 >= this.#queue.length;
    this.#isOver = true;
    this.#sound.pause();
    if (!isLast) this.#begin(this.#at + 1, { gap });
    else {
      if (this.#queue.length > 1) this.#say("That was the last clip.");
      this.dispatchEvent(new CustomEvent("end"));
    }
    this.#showState();
  }

  #stopGap() {
    clearTimeout(this.#gap);
    this.#gap = null;
  }

  #show(clip) {
    this.#bar.hidden = false;
    document.body.classList.add("playing");
    this.#part("title").textContent = clip.title;
    this.#part("title").href = clip.link ?? `/calls/${encodeURIComponent(clip.call)}?at=${clip.start}`;
    this.#part("words").textContent = clip.words ?? "";
    const place = this.#part("place");
    place.min = clip.start;
    place.max = clip.end;
    this.#showTime(clip, clip.start);
    this.#showNumber();
    const count = this.#queue.length;
    this.#say(count > 1 ? `Clip ${this.#at + 1} of ${count}: ${clip.title}` : `Playing ${clip.title}`);
    if (navigator.mediaSession) {
      navigator.mediaSession.metadata = new MediaMetadata({ title: clip.title, artist: clip.words ?? "" });
    }
  }

  #showNumber() {
    const count = this.#queue.length;
    this.#part("number").textContent = count > 1 ? `${this.#at + 1} of ${count}` : "";
    for (const [name, isPossible] of [["previous", this.#at > 0], ["next", this.#at + 1 < count]]) {
      const button = this.#bar.querySelector(`[data-do=${name}]`);
      button.hidden = count < 2;
      button.setAttribute("aria-disabled", String(!isPossible));
    }
  }

  #showTime(clip, now) {
    const place = this.#part("place");
    const length = Math.max(0, clip.end - clip.start);
    const heard = Math.min(now - clip.start, length);
    place.value = now;
    place.setAttribute("aria-valuetext", `${clock(heard)} of ${clock(length)}`);
    // before the clip's own beginning it counts up to it
    this.#part("time").textContent = `${heard < -0.5 ? "-" : ""}${clock(Math.abs(heard))} / ${clock(length)}`;
  }

  #showState() {
    const goesOn = !this.#sound.paused || this.#gap !== null;
    const button = this.#bar.querySelector("[data-do=toggle]");
    button.setAttribute("aria-label", goesOn ? "Pause" : this.#isOver ? "Play again" : "Play");
    setIcon(button, goesOn ? "pause" : "play");
    this.#mark();
    if (navigator.mediaSession) navigator.mediaSession.playbackState = goesOn ? "playing" : "paused";
  }

  /** Show in the page which link is heard. */
  #mark({ scrolls = false } = {}) {
    const clip = this.clip;
    const goesOn = !this.#sound.paused || this.#gap !== null;
    for (const link of document.querySelectorAll(LINKS)) {
      const isIt = clip !== null && isSame(clipOf(link), clip);
      if (!isIt && !link.hasAttribute("data-marked")) continue;
      link.classList.toggle("now", isIt);
      link.toggleAttribute("data-marked", isIt);
      if (isIt) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      setIcon(link, isIt && goesOn ? "pause" : "play");
      if (isIt && scrolls) link.scrollIntoView({ block: "nearest" });
    }
  }

  async #explain() {
    const clip = this.clip;
    if (!clip || !this.#sound.getAttribute("src")) return;
    const said = await this.#ask(clip.call);
    if (this.clip !== clip) return;
    this.#say(said ?? "This recording cannot be played here.", true);
    this.#asked.delete(clip.call);
    if (this.#at + 1 < this.#queue.length && !this.#gap) {
      this.#gap = setTimeout(() => { this.#gap = null; this.next(); }, AFTER_ERROR);
    }
    this.#showState();
  }

  /** Ask whether a call can be heard; returns what the server says against it, or null. */
  async #ask(call) {
    try {
      const answer = await fetch(`${this.#address(call)}/ready${this.#query}`);
      return (await answer.json()).problem;
    } catch {
      return navigator.onLine === false || !this.isOpen ? null : "coachkit does not answer: is it still running?";
    }
  }

  #say(text, isWrong = false) {
    const said = this.#part("said");
    said.textContent = text;
    said.classList.toggle("sr", !isWrong);
    said.classList.toggle("player-wrong", isWrong);
  }

  #listenToSystem() {
    const session = navigator.mediaSession;
    if (!session) return;
    const deeds = {
      play: () => { if (this.#sound.paused) this.toggle(); },
      pause: () => { if (!this.#sound.paused || this.#gap) this.toggle(); },
      stop: () => this.close(),
      previoustrack: () => this.previous(),
      nexttrack: () => this.next(),
      seekbackward: () => this.move(-STEP),
      seekforward: () => this.move(STEP),
    };
    for (const [name, deed] of Object.entries(deeds)) {
      try { session.setActionHandler(name, deed); } catch { /* this browser has no such key */ }
    }
  }
}

function setIcon(element, name) {
  const use = element.querySelector("use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${name}`));
}

const isSame = (one, other) => one.call === other.call && one.start === other.start && one.end === other.end;

/** Return the clip that a play link (templates/parts/play.html.j2) stands for. */
export const clipOf = (link) => ({
  call: link.dataset.call,
  start: Number(link.dataset.start),
  end: Number(link.dataset.end),
  title: link.dataset.title,
  words: link.dataset.words,
  link: link.getAttribute("href"),
});

export const player = new Player();

// Links inside an element with data-queue play one after the other; any other link plays alone. The link that is
// heard pauses, and goes on.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(LINKS);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (player.clip && isSame(clipOf(link), player.clip)) {
    player.toggle();
    return;
  }
  const list = link.closest("[data-queue]");
  const links = list ? [...list.querySelectorAll(LINKS)] : [link];
  player.play(links.map(clipOf), links.indexOf(link));
});

// A call whose link is pointed at, or reached by a key, will perhaps be heard.
let pointed = null;
for (const name of ["pointerover", "focusin", "pointerdown"]) {
  document.addEventListener(name, (event) => {
    clearTimeout(pointed);
    const link = event.target.closest?.(LINKS);
    if (link) pointed = setTimeout(() => player.prepare(link.dataset.call), name === "pointerdown" ? 0 : POINTED);
  }, { passive: true });
}

// A page about one call: it will be heard.
addEventListener("load", () => {
  const calls = new Set([...document.querySelectorAll(LINKS)].map((link) => link.dataset.call));
  if (calls.size === 1) (window.requestIdleCallback ?? setTimeout)(() => player.prepare([...calls][0]));
});
