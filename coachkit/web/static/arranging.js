// A playlist is arranged: clips are dragged or moved by keys, and their bounds tried by ear.
//
// Everything here fills in and sends forms that the page has anyway.
/* global Sortable */
import { player } from "./player.js";

const TASTE = 3; // seconds that are heard of a beginning or an end
const said = document.getElementById("arranged");
let open = []; // ids of what was unfolded
let stood = null; // the id of what had the focus

// Dragging

let undrag = null; // puts a clip back where it was dragged from

function makeSortable() {
  const order = document.getElementById("order");
  if (!order) return;
  Sortable.create(order, {
    handle: ".grip",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    onEnd: ({ item, oldIndex, newIndex }) => {
      if (oldIndex === newIndex) return;
      undrag = () => order.insertBefore(item, [...order.children].filter((one) => one !== item)[oldIndex] ?? null);
      move(item, Number(order.dataset.first) + newIndex);
    },
  });
}

function move(item, place) {
  const form = document.getElementById(item.dataset.form);
  const field = form?.elements.place;
  if (!field || place < Number(field.min) || place > Number(field.max)) return;
  field.value = place;
  form.requestSubmit();
}

// Keys: before those of the list and of every page

document.addEventListener("keydown", (event) => {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest?.("input, textarea, select")) return;
  const link = event.target.closest?.("[data-go]") ?? document.querySelector("#order [data-go][aria-current]");
  const item = link?.closest("[data-form]");
  if (!item) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  link.focus();
  move(item, Number(link.dataset.go) + by);
}, true);

// Bounds

const seconds = (text) => text.trim().replace(",", ".").split(":").reduce((sum, part) => 60 * sum + Number(part), 0);
const exact = (time) => {
  const tenths = Math.round(10 * Math.max(0, time));
  return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, "0")}`;
};

function nudge(field, by) {
  const time = seconds(field.value);
  if (Number.isFinite(time)) field.value = exact(time + by);
}

function hear(fields, which) {
  const [begin, end] = ["begin", "end_at"].map((name) => seconds(fields.querySelector(`[name=${name}]`).value));
  if (!(begin < end)) return;
  const clip = { call: fields.dataset.hearCall, start: begin, end, title: fields.dataset.title, words: "" };
  if (which === "begin") clip.end = Math.min(end, begin + TASTE);
  else clip.start = Math.max(begin, end - TASTE);
  player.play([clip]);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-nudge], [data-hear]");
  if (!button) return;
  if (button.dataset.nudge) nudge(button.closest(".bound").querySelector("input"), Number(button.dataset.nudge));
  else hear(button.closest("fieldset"), button.dataset.hear);
});

document.addEventListener("keydown", (event) => {
  const by = { ArrowUp: 0.5, ArrowDown: -0.5 }[event.key];
  if (!by || !event.target.matches?.(".bound input") || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  nudge(event.target, by);
});

// After a change

function wire() {
  for (const button of document.querySelectorAll("[data-nudge]")) button.hidden = false;
  for (const button of document.querySelectorAll("[data-hear-call] [data-hear]")) button.hidden = false;
  makeSortable();
}

const isList = (event) => event.detail.target?.id === "list-body";

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isList(event)) return;
  open = [...document.querySelectorAll("#list-body details[open]")].map((one) => one.id).filter(Boolean);
  stood = document.activeElement?.id ?? null;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!isList(event)) return;
  undrag = null;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  wire();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!isList(event)) return;
  const again = stood && document.getElementById(stood);
  const there = again && !again.disabled ? again : document.querySelector(".moment.now") ?? document.getElementById("content");
  // the one that was pressed may be gone, or have nothing to do any more
  if (!document.activeElement || document.activeElement === document.body || document.activeElement.disabled) {
    there.focus({ preventScroll: true });
  }
  said.textContent = document.querySelector("#notice strong")?.textContent ?? "";
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful && undrag) undrag();
  undrag = null;
});

wire();
