// What takes a while says so: the button that was pressed tells what is done, and is not pressed twice.

const plain = new Map();

function begin(event) {
  const button = event.submitter;
  if (!button?.dataset.working || event.defaultPrevented && !event.target.hasAttribute("hx-post")) return;
  plain.set(button, button.textContent);
  setTimeout(() => {
    button.textContent = button.dataset.working;
    button.setAttribute("aria-busy", "true");
    button.disabled = true;
  });
}

function end() {
  for (const [button, words] of plain) {
    button.textContent = words;
    button.removeAttribute("aria-busy");
    button.disabled = false;
  }
  plain.clear();
}

document.addEventListener("submit", begin);
document.addEventListener("htmx:afterRequest", end);
addEventListener("pageshow", end);
