// The one player of a page: plays stretches of calls, one after the other where there are several.
//
// A clip is {call, start, end, title, words, link}; times are seconds of the call. What plays is told as the
// events "clip" (detail: the clip, or null) and "time" (detail: {call, time}) on `player`.

const SOUND = "/audio/";
const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

class Player extends EventTarget {
  #bar = document.getElementById("player");
  #sound = document.getElementById("sound");
  #queue = [];
  #at = -1;

  constructor() {
    super();
    const sound = this.#sound;
    sound.addEventListener("timeupdate", () => this.#follow());
    for (const name of ["play", "pause"]) sound.addEventListener(name, () => this.#showState());
    sound.addEventListener("ended", () => this.#finish());
    sound.addEventListener("error", () => this.#say("This recording cannot be played: its file may have been moved."));
    this.#bar.addEventListener("click", (event) => {
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (what === "back") this.move(-5);
      else if (what === "forward") this.move(5);
      else if (what) this[what]();
    });
    this.#part("place").addEventListener("input", (event) => { sound.currentTime = Number(event.target.value); });
    this.#part("speed").addEventListener("change", (event) => { sound.playbackRate = Number(event.target.value); });
  }

  get isOpen() { return !this.#bar.hidden; }
  get clip() { return this.#queue[this.#at] ?? null; }
  get sound() { return this.#sound; }

  /** Play clips one after the other, beginning with number `at`. */
  play(clips, at = 0) {
    this.#queue = clips;
    this.#begin(at);
  }

  toggle() {
    if (!this.clip) return;
    if (this.#sound.paused) this.#sound.play();
    else this.#sound.pause();
  }

  move(seconds) { if (this.clip) this.#sound.currentTime += seconds; }
  next() { if (this.#at + 1 < this.#queue.length) this.#begin(this.#at + 1); }
  previous() { if (this.#at > 0) this.#begin(this.#at - 1); }

  close() {
    this.#sound.pause();
    this.#bar.hidden = true;
    document.body.classList.remove("playing");
    this.#queue = [];
    this.#at = -1;
    this.dispatchEvent(new CustomEvent("clip", { detail: null }));
  }

  #part(name) { return document.getElementById(`player-${name}`); }

  #begin(at) {
    this.#at = at;
    const clip = this.clip;
    const address = SOUND + encodeURIComponent(clip.call);
    if (this.#sound.dataset.call !== clip.call) {
      this.#sound.dataset.call = clip.call;
      this.#sound.src = address;
    }
    this.#sound.currentTime = clip.start;
    this.#sound.playbackRate = Number(this.#part("speed").value);
    this.#bar.hidden = false;
    document.body.classList.add("playing");
    this.#part("title").textContent = clip.title;
    this.#part("title").href = clip.link ?? `/calls/${encodeURIComponent(clip.call)}?at=${clip.start}`;
    this.#part("words").textContent = clip.words ?? "";
    const place = this.#part("place");
    place.min = clip.start;
    place.max = clip.end;
    for (const name of ["previous", "next"]) {
      this.#bar.querySelector(`[data-do=${name}]`).hidden = this.#queue.length < 2;
    }
    this.#say("");
    this.#sound.play().catch(() => {});
    this.dispatchEvent(new CustomEvent("clip", { detail: clip }));
  }

  #follow() {
    const clip = this.clip;
    if (!clip) return;
    const now = this.#sound.currentTime;
    this.#part("place").value = now;
    this.#part("time").textContent = `${clock(now - clip.start)} / ${clock(clip.end - clip.start)}`;
    this.dispatchEvent(new CustomEvent("time", { detail: { call: clip.call, time: now } }));
    if (now >= clip.end) this.#finish();
  }

  #finish() {
    if (this.#at + 1 < this.#queue.length) this.next();
    else {
      this.#sound.pause();
      this.dispatchEvent(new CustomEvent("end"));
    }
  }

  #showState() {
    const button = this.#bar.querySelector("[data-do=toggle]");
    const isPaused = this.#sound.paused;
    button.setAttribute("aria-label", isPaused ? "Play" : "Pause");
    const use = button.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, isPaused ? "#play" : "#pause"));
  }

  #say(text) { this.#part("said").textContent = text; }
}

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

// Links inside an element with data-queue play one after the other; any other link plays alone.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.play[data-call]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const list = link.closest("[data-queue]");
  const links = list ? [...list.querySelectorAll("a.play[data-call]")] : [link];
  player.play(links.map(clipOf), links.indexOf(link));
});
