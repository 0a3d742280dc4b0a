// Plays the clips of the page: one at a time, alone or a list through. The sound lies in <template>
// elements as base64 and becomes a blob when it is first played, so that it can be seeked.
(() => {
  "use strict";
  const soundType = document.body.dataset.sound;
  const player = new Audio();
  const clips = [...document.querySelectorAll(".clip[data-sound]")];
  const bar = document.querySelector(".now");
  const blobs = new Map();
  let current = null;
  let through = false;

  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };

  const address = (id) => {
    if (!blobs.has(id)) {
      const text = atob(document.getElementById(id).content.textContent);
      const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
      blobs.set(id, URL.createObjectURL(new Blob([bytes], { type: soundType })));
    }
    return blobs.get(id);
  };

  const lengthOf = (clip) => Number(clip.dataset.seconds);
  const inList = (id) => clips.filter((clip) => clip.dataset.list === id);
  const titleOf = (clip) => clip.closest(".list").getAttribute("aria-label");

  const show = () => {
    for (const clip of clips) {
      const isCurrent = clip === current;
      const isPlaying = isCurrent && !player.paused;
      clip.classList.toggle("current", isCurrent);
      clip.classList.toggle("playing", isPlaying);
      const reason = clip.querySelector(".why").textContent;
      clip.querySelector(".play").setAttribute("aria-label", `${isPlaying ? "Pause" : "Play"}: ${reason}`);
    }
    bar.hidden = current === null;
    document.body.classList.toggle("has-bar", current !== null);
    bar.classList.toggle("playing", !player.paused);
    bar.querySelector(".play").setAttribute("aria-label", player.paused ? "Play" : "Pause");
    if (!current) return;
    const list = inList(current.dataset.list);
    bar.querySelector(".what").textContent = current.querySelector(".why").textContent;
    bar.querySelector(".where").textContent =
      `Clip ${list.indexOf(current) + 1} of ${list.length} · ${titleOf(current)}`;
    bar.querySelector(".back").disabled = current === clips[0];
    bar.querySelector(".ahead").disabled = current === clips[clips.length - 1];
  };

  const setSlider = (input, part) => {
    input.value = String(Math.round(part * 1000));
    input.style.setProperty("--part", `${part * 100}%`);
  };

  const showTime = () => {
    if (!current) return;
    const length = lengthOf(current);
    const passed = Math.min(player.currentTime, length);
    const text = `${clock(passed)} of ${clock(length)}`;
    current.querySelector(".passed").textContent = clock(passed);
    bar.querySelector(".time").textContent = `${clock(passed)} / ${clock(length)}`;
    for (const input of [current.querySelector("input"), bar.querySelector("input")]) {
      setSlider(input, length ? passed / length : 0);
      input.setAttribute("aria-valuetext", text);
    }
    let spoken = null;
    for (const line of current.querySelectorAll(".lines li")) {
      line.classList.remove("spoken");
      if (Number(line.dataset.at) <= passed + 0.05) spoken = line;
    }
    if (spoken && !player.paused) spoken.classList.add("spoken");
  };

  const rewind = (clip) => {
    setSlider(clip.querySelector("input"), 0);
    clip.querySelector(".passed").textContent = "0:00";
    for (const line of clip.querySelectorAll(".spoken")) line.classList.remove("spoken");
  };

  const load = (clip) => {
    if (clip === current) return;
    if (current) rewind(current);
    current = clip;
    player.src = address(clip.dataset.sound);
  };

  const start = (clip) => {
    load(clip);
    player.play().catch(() => show());
    show();
  };

  const toggle = (clip) => {
    if (clip === current && !player.paused) player.pause();
    else start(clip);
  };

  const step = (by) => {
    const place = current ? clips.indexOf(current) + by : 0;
    if (place < 0 || place >= clips.length) return;
    start(clips[place]);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    clips[place].scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };

  const seek = (input) => {
    const length = lengthOf(current);
    player.currentTime = Math.min((Number(input.value) / 1000) * length, Math.max(length - 0.05, 0));
    showTime();
  };

  player.addEventListener("timeupdate", showTime);
  for (const event of ["play", "pause"]) {
    player.addEventListener(event, () => {
      show();
      showTime();
    });
  }
  player.addEventListener("ended", () => {
    const list = inList(current.dataset.list);
    const next = list[list.indexOf(current) + 1];
    if (through && next) start(next);
    else {
      through = false;
      rewind(current);
      show();
    }
  });

  for (const clip of clips) {
    clip.querySelector(".play").addEventListener("click", () => {
      if (clip !== current) through = false;
      toggle(clip);
    });
    clip.querySelector("input").addEventListener("input", (event) => {
      load(clip);
      show();
      seek(event.target);
    });
  }
  const playThrough = (id) => {
    const [first] = inList(id);
    through = true;
    if (first === current) player.currentTime = 0;
    start(first);
  };
  for (const button of document.querySelectorAll(".through")) {
    if (!inList(button.dataset.list).length) button.hidden = true;
    button.addEventListener("click", () => playThrough(button.dataset.list));
  }
  bar.querySelector(".play").addEventListener("click", () => toggle(current));
  bar.querySelector(".back").addEventListener("click", () => step(-1));
  bar.querySelector(".ahead").addEventListener("click", () => step(1));
  bar.querySelector("input").addEventListener("input", (event) => seek(event.target));

  const skip = (by) => {
    if (!current) return;
    player.currentTime = Math.min(Math.max(player.currentTime + by, 0), Math.max(lengthOf(current) - 0.05, 0));
    showTime();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
    if (event.key === " " && !event.target.closest("button, summary, a") && clips.length) {
      event.preventDefault();
      toggle(current || clips[0]);
    } else if (event.key === "j" || event.key === "J") step(1);
    else if (event.key === "k" || event.key === "K") step(-1);
    else if (event.key === "ArrowLeft") skip(-5);
    else if (event.key === "ArrowRight") skip(5);
    else if ((event.key === "l" || event.key === "L") && clips.length) {
      playThrough((current || clips[0]).dataset.list);
    }
  });

  const search = document.querySelector("nav input");
  const find = () => {
    const wanted = search.value.trim().toLowerCase();
    let found = 0;
    for (const group of document.querySelectorAll("nav ul")) {
      let some = 0;
      for (const entry of group.children) {
        entry.hidden = !entry.querySelector("a").textContent.toLowerCase().includes(wanted);
        some += entry.hidden ? 0 : 1;
      }
      group.hidden = group.previousElementSibling.hidden = some === 0;
      found += some;
    }
    document.querySelector("nav .none").hidden = found > 0;
  };
  if (search) {
    search.addEventListener("input", find);
    search.addEventListener("keydown", (event) => {
      const first = document.querySelector("nav li:not([hidden]) a");
      if (event.key === "Enter" && first) first.click();
    });
  }

  const contents = document.querySelector("nav details");
  if (matchMedia("(max-width: 1023px)").matches) contents.open = false;
})();
