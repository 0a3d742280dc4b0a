// The box that finds: what does not hold all of its words is out of sight. Enter goes to the first that is left.
const box = document.getElementById("query");
const told = document.getElementById("narrowed-count");
const items = [...document.querySelectorAll(`${box?.dataset.narrows ?? ".none"} > [data-find]`)];
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const texts = items.map((item) => plain(item.dataset.find));

const narrow = () => {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  let left = 0;
  items.forEach((item, n) => {
    const fits = words.every((word) => texts[n].includes(word));
    item.hidden = !fits;
    left += fits;
  });
  for (const table of document.querySelectorAll("table")) {
    const rows = [...table.querySelectorAll("tbody > [data-find]")];
    if (rows.length) table.hidden = rows.every((row) => row.hidden);
  }
  const count = left ? `${left} of ${items.length}` : `Nothing here with “${box.value.trim()}”.`;
  told.textContent = words.length ? count : "";
};

box?.addEventListener("input", narrow);
box?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && box.value) {
    event.preventDefault();
    box.value = "";
    narrow();
  } else if (event.key === "Enter") {
    event.preventDefault();
    items.find((item) => !item.hidden)?.querySelector("a")?.focus();
  }
});
if (box?.value) narrow();
