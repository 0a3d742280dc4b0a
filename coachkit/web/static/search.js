// The search page: the address follows what is typed, and hits are gone through with the keys.
import { player } from "./player.js";

const query = document.getElementById("query");
const found = document.getElementById("found");
const told = document.getElementById("told");

const links = () => [...found.querySelectorAll("a.open")];
const hitOf = (element) => element?.closest?.(".hit, tr");

// what is found replaces what was found: whoever stands on a hit stays on it, and nothing scrolls
let stoodOn = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target === found) stoodOn = found.contains(document.activeElement) ? hitOf(document.activeElement)?.id ?? "" : null;
});
document.addEventListener("htmx:afterSwap", (event) => {
  showPlaying();
  if (event.detail.target !== found) return;
  const result = document.getElementById("result");
  if (stoodOn !== null) {
    const again = stoodOn ? document.getElementById(stoodOn)?.querySelector("a.open") : null;
    (again ?? links()[0] ?? query).focus({ preventScroll: true });
  }
  history.replaceState(null, "", result.dataset.address);
  document.title = document.title.replace(/^(.* · )?Search/, query.value.trim() ? `${query.value.trim()} · Search` : "Search");
  const isWrong = "wrongFrom" in result.dataset;
  if (isWrong) query.setAttribute("aria-invalid", "true");
  else query.removeAttribute("aria-invalid");
  if (!("unfinished" in result.dataset)) told.textContent = result.dataset.told;
});

// what was asked for once needs no button any more
document.addEventListener("htmx:afterRequest", (event) => {
  const button = event.detail.elt;
  if (!event.detail.successful || !button.matches(".wider")) return;
  if (button === document.activeElement) hitOf(button).querySelector("a.open").focus();
  button.hidden = true;
});

// what comes after the last hit takes the place of the link that had the focus
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.id === "more" && event.detail.successful && document.activeElement === document.body) {
    found.querySelectorAll("a.open")[event.detail.elt.dataset.before]?.focus();
  }
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.id === "more") event.detail.elt.dataset.before = links().length;
});

const step = (by) => {
  const all = links();
  const here = all.indexOf(hitOf(document.activeElement)?.querySelector("a.open"));
  const next = here + by;
  if (next < 0) {
    query.focus();
    return;
  }
  if (next >= all.length) {
    document.getElementById("more")?.focus();
    return;
  }
  all[next].focus();
  hitOf(all[next]).scrollIntoView({ block: "nearest" });
};

query.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" && links().length) {
    event.preventDefault();
    links()[0].focus();
  }
});

// come from the search box of another page, or back from a call: the first hit in sight
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const below = document.querySelector(".bar").getBoundingClientRect().bottom;
  const first = document.activeElement === document.body && links().find((link) => link.getBoundingClientRect().top > below);
  if (!first) return;
  event.preventDefault();
  first.focus();
});

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  ArrowRight: (hit) => hit?.querySelector(".wider:not([hidden])")?.click(),
};
found.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const hit = hitOf(event.target);
  if (event.key in KEYS) {
    event.preventDefault();
    KEYS[event.key](hit);
  } else if (event.key === " " && event.target.matches("a.open")) {
    event.preventDefault();
    event.stopPropagation();
    const play = hit?.querySelector("a.play[data-call]");
    if (play && isPlaying(play)) player.toggle();
    else play?.click();
  }
});

const isPlaying = (link) =>
  player.clip?.call === link.dataset.call && player.clip.start === Number(link.dataset.start);
const showPlaying = () => {
  for (const link of found.querySelectorAll("a.play[data-call]")) hitOf(link)?.classList.toggle("now", isPlaying(link));
};
player.addEventListener("clip", () => {
  showPlaying();
  found.querySelector(".now")?.scrollIntoView({ block: "nearest" });
});

// a query that cannot be understood: the cursor stands at the place that is wrong
const result = document.getElementById("result");
if ("wrongFrom" in result.dataset) {
  query.focus();
  query.setSelectionRange(Number(result.dataset.wrongFrom), Number(result.dataset.wrongTo));
} else if (document.activeElement === query) {
  query.setSelectionRange(query.value.length, query.value.length);
}
