
"use strict";
// Comfort only: without this, everything is there and opens on a click.
(() => {
  const all = (what) => Array.from(document.querySelectorAll(what));
  all(".script").forEach((part) => { part.hidden = false; });

  const quotes = all("details.quote");
  const button = document.getElementById("open");
  if (button) {
    button.addEventListener("click", () => {
      const open = quotes.some((quote) => !quote.open);
      quotes.forEach((quote) => { quote.open = open; });
      button.setAttribute("aria-pressed", String(open));
    });
  }

  const field = document.getElementById("filter");
  const rows = all("[data-row]");
  if (field) {
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row) => {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      });
      const list = document.querySelector("#list > details");
      if (list && words.length > 0) { list.open = true; }
      document.getElementById("shown").textContent = shown + " / " + rows.length;
    });
  }

  // On paper nothing can be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => { closed.forEach((part) => { part.open = false; }); });
})();
