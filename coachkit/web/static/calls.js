// What the list of calls asks for again: no empty fields in the address, and its twin of data beside it.
document.addEventListener("htmx:configRequest", (event) => {
  for (const [name, value] of Object.entries(event.detail.parameters)) {
    if (value === "") delete event.detail.parameters[name];
  }
});
document.addEventListener("htmx:pushedIntoHistory", () => {
  const twin = document.querySelector('.foot a[href^="/api/calls"], .foot a[href^="/api/customers"]');
  if (twin) twin.href = `/api${location.pathname}${location.search}`;
});
