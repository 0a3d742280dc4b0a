// Forms that open where they belong: one at a time, closed by Escape; afterwards the focus is where it was.
// Without this script each of them is a page of its own.
const form = () => document.getElementById("in-place");
let opener = null; // the id of the link that opened the form

function close({ focuses = true } = {}) {
  form()?.remove();
  if (focuses && opener) document.getElementById(opener)?.focus({ preventScroll: true });
  opener = null;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target;
  if (!link.matches?.("a.act-here")) return;
  const wasHere = form()?.closest(".acted-on") === link.closest(".acted-on");
  const isSame = opener === link.id;
  close({ focuses: false });
  if (wasHere && isSame) event.preventDefault(); // pressed again
  opener = link.id;
  document.getElementById("notice")?.replaceChildren(); // it would lie over the form
});

document.addEventListener("htmx:afterSettle", (event) => {
  const { verb } = event.detail.requestConfig ?? {};
  if (event.detail.elt?.matches?.("a.act-here") || verb === "get") {
    const open = form();
    const first = open?.querySelector("[autofocus], .choices button");
    if (open?.closest(".acted-on") && !open.contains(document.activeElement)) {
      first?.focus({ preventScroll: true });
      open.scrollIntoView({ block: "nearest" });
    }
    return;
  }
  if (verb !== "post" || document.activeElement !== document.body) return;
  const [was, now] = [opener, form()];
  if (!now) opener = null; // what is sent next may be another form
  const back = (was && document.getElementById(was)) ?? document.querySelector("#notice button");
  back?.focus({ preventScroll: true });
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.(".acted-on #in-place .cancel")) return;
  event.preventDefault();
  close();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.closest(".acted-on #in-place")) {
    event.preventDefault();
    close();
    return;
  }
  if (event.key !== "e" || event.target.closest("input:not([type=range]):not([type=checkbox]), textarea, select, dialog")) return;
  const line = event.target.closest(".line") ?? document.querySelector(".line.now") ?? document.querySelector(".line.asked");
  const link = line?.querySelector(".edit-line");
  if (!link) return;
  event.preventDefault();
  link.click();
});
