// The filter of the list of playlists works while one types; without scripts it is asked of the server.
const field = document.getElementById("list-filter");
const count = document.getElementById("list-count");
const rows = [...document.querySelectorAll("tr[data-find]")];
const said = new Map(rows.map((row) => [row, row.dataset.find.toLowerCase()]));

function show() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !words.every((word) => said.get(row).includes(word));
  for (const group of document.querySelectorAll(".list-group")) {
    group.hidden = !group.querySelector("tr[data-find]:not([hidden])");
  }
  const lists = rows.filter((row) => !row.hidden).reduce((sum, row) => sum + row.querySelectorAll("a").length, 0);
  count.textContent = lists === 1 ? "1 list" : lists ? `${lists} lists` : `No list is about “${field.value.trim()}”.`;
}

// what the server has filtered already cannot be widened here
if (field && !new URLSearchParams(location.search).get("q")) field.addEventListener("input", show);
