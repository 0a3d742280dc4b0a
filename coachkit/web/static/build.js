// Dropping files in with the mouse, sending them while showing how far it is, and following a build.

const PATIENCE = 3000;
let source = null;

// Files that are dropped

function drop() { return document.getElementById("drop"); }

function tell(text, isWrong = false) {
  const chosen = document.getElementById("chosen");
  chosen.textContent = text;
  chosen.classList.toggle("wrong", isWrong);
}

function tooMuch(files) {
  const limits = drop().dataset;
  const megabytes = (size) => size / 1e6;
  const large = files.find((file) => megabytes(file.size) > Number(limits.maxFileMb));
  if (files.length > Number(limits.maxFiles)) return `These are ${files.length} files; at most ${limits.maxFiles} are taken at once.`;
  if (large) return `“${large.name}” is larger than ${Number(limits.maxFileMb)} MB, which is the most of one file.`;
  const total = megabytes(files.reduce((sum, file) => sum + file.size, 0));
  if (total > Number(limits.maxTotalMb)) return `Together these files are larger than ${Number(limits.maxTotalMb)} MB, which is the most at once.`;
  return "";
}

function choose(files) {
  const wrong = files.length ? tooMuch(files) : "";
  const size = files.reduce((sum, file) => sum + file.size, 0) / 1e6;
  const amount = size >= 1 ? `, ${Math.round(size)} MB` : "";
  tell(wrong || (files.length ? `${files.length === 1 ? files[0].name : `${files.length} files`}${amount}` : ""), Boolean(wrong));
  return !wrong;
}

async function entriesOf(folder) {
  const reader = folder.createReader();
  const found = [];
  for (;;) { // a browser gives a hundred at a time
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    found.push(...some);
  }
}

async function filesIn(entry, found, most) {
  if (found.length > most || entry.name.startsWith(".")) return;
  if (entry.isFile) {
    found.push(await new Promise((done, failed) => entry.file(done, failed)));
    return;
  }
  for (const inner of await entriesOf(entry)) await filesIn(inner, found, most);
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found = [];
  for (const entry of entries) await filesIn(entry, found, Number(drop().dataset.maxFiles));
  return found;
}

function send(form, files) {
  const sending = document.getElementById("sending");
  const bar = document.getElementById("sent");
  const button = form.querySelector("button[type=submit]");
  const body = new FormData();
  // the token goes first: files that come before it are refused
  for (const field of form.querySelectorAll("input[type=hidden]")) body.append(field.name, field.value);
  for (const file of files) body.append("files", file, file.name);
  const request = new XMLHttpRequest();
  const end = (text) => {
    sending.hidden = true;
    button.disabled = false;
    if (text) tell(text, true);
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
    if (event.loaded === event.total) tell("Looking into the files …");
  });
  request.addEventListener("load", () => {
    if (request.status < 400) {
      window.location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const said = page.getElementById("refused") ?? page.querySelector("main .problem, main p");
    const lines = said ? [...said.querySelectorAll("p, li")].map((one) => one.textContent.trim()) : [];
    end(lines.join(" ") || said?.textContent.trim() || "The files were not taken; load the page and try again.");
  });
  request.addEventListener("error", () => end("The files could not be sent. Is coachkit still running?"));
  request.addEventListener("abort", () => end("Nothing was sent."));
  document.getElementById("leave-off").onclick = () => request.abort();
  request.open("POST", form.action);
  bar.value = 0;
  sending.hidden = false;
  button.disabled = true;
  tell(`Sending ${files.length === 1 ? files[0].name : `${files.length} files`} …`);
  request.send(body);
}

document.addEventListener("submit", (event) => {
  if (event.target !== drop()) return;
  event.preventDefault();
  const files = [...document.getElementById("files").files];
  if (choose(files) && files.length) send(event.target, files);
});
document.addEventListener("change", (event) => {
  if (event.target.id === "files") choose([...event.target.files]);
});
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // else the browser opens the file
    drop()?.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop()?.classList.remove("over"); });
document.addEventListener("drop", async (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  drop().classList.remove("over");
  try {
    const files = await dropped(event.dataTransfer);
    if (choose(files) && files.length) send(drop(), files);
  } catch {
    tell("These could not be read; choose the files instead.", true);
  }
});

// A build that is followed

function building() { return document.getElementById("building"); }

function follow() {
  if (source || !building()?.hasAttribute("data-live") || document.hidden) return;
  source = new EventSource("/build/progress");
  source.addEventListener("progress", (event) => show(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    if (source?.readyState === EventSource.CLOSED) { leave(); setTimeout(follow, PATIENCE); }
  });
}

function leave() {
  source?.close();
  source = null;
}

async function show(now) {
  if (now.over) leave();
  if (now.key !== building().dataset.key) {
    building().dataset.key = now.key; // once is enough
    await window.htmx.ajax("GET", "/build", { target: "#building", select: "#building", swap: "outerHTML" });
    const last = building().querySelector(".ended > li");
    document.getElementById("build-said").textContent = now.over && last
      ? [...last.querySelectorAll(":scope > p")].map((one) => one.textContent.trim().replace(/\s+/g, " ")).join(". ") : "";
    follow();
  } else if (now.html) {
    const figures = document.getElementById("build-figures");
    if (figures) figures.innerHTML = now.html; // escaped by the server
  }
}

document.addEventListener("htmx:load", follow);
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : follow()));
window.addEventListener("pagehide", leave);
document.documentElement.classList.add("has-script");
follow();
