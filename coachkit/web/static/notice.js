// The notice of what was done last: it can be closed, and its Undo changes the same part of the page as what it
// takes back did, so that what plays goes on. Without this script both load the page anew.

const notice = () => document.getElementById("notice");
const SAME = ["hx-target", "hx-select", "hx-select-oob", "hx-swap"];
const SLOW = 600; // milliseconds after which a form says that it works
let before = null; // the id of what had the focus before the notice had it

/** Let Undo swap the part of the page that a form has swapped. */
function undoInPlace(sent) {
  const undo = notice()?.querySelector("form[action^='/undo/']");
  if (!undo || !sent?.getAttribute("hx-target")?.startsWith("#")) return;
  if (new URL(undo.elements.back.value, location.href).pathname !== location.pathname) return;
  for (const name of SAME) if (sent.hasAttribute(name)) undo.setAttribute(name, sent.getAttribute(name));
  undo.setAttribute("hx-post", undo.getAttribute("action"));
  undo.setAttribute("hx-disabled-elt", "find button");
  htmx.process(undo);
}

function close() {
  const hadFocus = notice().contains(document.activeElement);
  notice().replaceChildren();
  const here = new URL(location.href);
  here.searchParams.delete("done");
  history.replaceState(history.state, "", here);
  if (!hadFocus) return;
  const back = (before && document.getElementById(before)) ?? document.getElementById("content");
  back.focus({ preventScroll: true });
}

let waiting = null; // the timer of what is sent
function work() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const says = document.createElement("p");
    says.className = "works";
    says.setAttribute("aria-busy", "true");
    says.textContent = "Working out what depends on it …";
    notice()?.replaceChildren(says);
  }, SLOW);
}
function stopWork() {
  clearTimeout(waiting);
  notice()?.querySelector(".works")?.remove();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const isTold = form.querySelector(".working, [data-working]") !== null || form.id === "drop";
  if (form.method === "post" && form.hasAttribute("hx-post") === event.defaultPrevented && !isTold) work();
});
document.addEventListener("htmx:afterRequest", stopWork);
addEventListener("pageshow", stopWork);

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig?.verb !== "post") return;
  undoInPlace(detail.requestConfig.elt);
  // what was pressed may be gone; scripts of the page that know a better place have had their turn
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    (notice()?.querySelector("button") ?? notice()?.querySelector(".close"))?.focus({ preventScroll: true });
  });
});

document.addEventListener("focusin", (event) => {
  if (event.target.id && !notice()?.contains(event.target)) before = event.target.id;
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#notice .close")) return;
  event.preventDefault();
  close();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !notice()?.contains(event.target)) return;
  event.preventDefault();
  close();
});
