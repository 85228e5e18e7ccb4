"use strict";
// What a reader may do beyond reading. Without this script everything is still there to be read.

const all = (what, within = document) => [...within.querySelectorAll(what)];
const one = (what, within = document) => within.querySelector(what);

// A link into a closed fold opens it; the place takes the focus, so that the next Tab goes on from there.
function land(id) {
  const place = document.getElementById(id);
  if (!place) return;
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const way = place.closest(".way");
  if (way) one(way.classList.contains("second") ? "input.second" : "input.first", way.parentElement).checked = true;
  place.scrollIntoView();
  if (!place.matches("a, button, input, summary, [tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
const named = () => location.hash.slice(1); // ids are plain letters, digits and dashes
addEventListener("hashchange", () => land(named()));
if (location.hash) land(named());
for (const link of all('a[href^="#"]'))
  link.addEventListener("click", () => { if (link.hash === location.hash) land(named()); });

// Contents: the section that is being read.
const entries = new Map(all("nav.contents a").map((link) => [link.hash.slice(1), link]));
const seen = new Set();
const mark = () => {
  const found = all("main section[id]").filter((section) => seen.has(section) && entries.has(section.id));
  for (const link of entries.values()) link.removeAttribute("aria-current");
  entries.get(found.at(-1)?.id)?.setAttribute("aria-current", "location");
};
const watch = new IntersectionObserver((changes) => {
  for (const change of changes) seen[change.isIntersecting ? "add" : "delete"](change.target);
  mark();
}, { rootMargin: "-20% 0px -79% 0px" });
for (const section of all("main section[id]")) watch.observe(section);

// Only what can be scrolled takes the focus; its right edge fades while there is more behind it.
const more = (region) =>
  region.classList.toggle("more", region.scrollWidth - region.clientWidth - region.scrollLeft > 1);
const regions = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    const wider = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
    if (wider) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
    more(target);
  }
});
for (const region of all(".scroll")) {
  regions.observe(region);
  region.addEventListener("scroll", () => more(region), { passive: true });
}

// Single keys; a reader who types or dictates can switch them off.
const single = one("input.single");
const list = one("dialog.keys");
const goals = new Map();
for (const link of all("nav.contents a[aria-keyshortcuts]"))
  for (const key of link.getAttribute("aria-keyshortcuts").split(" ")) goals.set(key, link.hash.slice(1));
const opener = one("button.keys");
opener.hidden = false;
opener.addEventListener("click", () => list.showModal());
one("button.close").addEventListener("click", () => list.close());
list.addEventListener("click", (event) => { if (event.target === list) list.close(); });
addEventListener("keydown", (event) => {
  if (!single.checked || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || list.open) return;
  if (event.target.closest?.('select, textarea, [contenteditable], input:not([type="radio"], [type="checkbox"])')) return;
  if (event.key === "?") list.showModal();
  else if (goals.has(event.key)) {
    if (named() === goals.get(event.key)) land(named());
    else location.hash = goals.get(event.key);
  } else return;
  event.preventDefault();
});

// A number that can be changed: what the model said at each of the stored values.
function made(tag, marks = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), marks);
  element.append(...inside);
  return element;
}
for (const [count, dial] of all(".dial").entries()) {
  const table = one(".scroll", dial);
  const rows = all("tbody tr", dial);
  const value = (row) => one("th", row).textContent.trim();
  const number = (said) => parseFloat(said.trim().replace(",", ".").replace("−", "-")); // `30 months` is 30
  const unit = (said) => said.trim().replace(/^[-−+\d.,\s]+/, "");
  const [first, ...stored] = rows;
  if (stored.length && stored.every((row) => !Number.isNaN(number(value(row)))))
    rows.splice(1, stored.length, ...stored.sort((a, b) => number(value(a)) - number(value(b))));
  const title = one(".title", dial).textContent;
  const range = made("input", { type: "range", min: 0, max: rows.length - 1, step: 1, value: rows.indexOf(first), id: `dial-${count}` });
  const typed = made("input", { type: "text", inputMode: "decimal", autocomplete: "off", id: `typed-${count}` });
  const answer = made("output");
  answer.setAttribute("for", `${range.id} ${typed.id}`);
  range.setAttribute("aria-label", title);
  const say = (row) => {
    range.setAttribute("aria-valuetext", value(row));
    const as = row === first && !value(row).startsWith("as ") ? " (as in the study)" : "";
    answer.replaceChildren(made("strong", {}, `${value(row)}${as}: `), ...one("td", row).cloneNode(true).childNodes);
    for (const copied of all("[id]", answer)) copied.removeAttribute("id");
  };
  range.addEventListener("input", () => { typed.value = rows[range.value] === first ? "" : value(rows[range.value]); say(rows[range.value]); });
  typed.addEventListener("input", () => {
    if (typed.value.trim() === "") return say(rows[range.value]);
    const same = rows.find((row) => value(row) === typed.value.trim())
      ?? stored.find((row) => number(value(row)) === number(typed.value));
    if (same) { range.value = rows.indexOf(same); return say(same); }
    const known = stored.length ? `${value(rows[1])} to ${value(rows.at(-1))}` : "none";
    const said = typed.value.trim();
    const asked = stored.length && !unit(said) ? `${said} ${unit(value(rows[1]))}`.trim() : said;
    const command = dial.dataset.command.replace("VALUE", asked);
    answer.replaceChildren(`Not among the stored runs (${known}). To compute it: `, made("code", {}, command));
  });
  say(first);
  answer.setAttribute("aria-live", "polite");
  const label = made("label", {}, "or type it ", typed);
  table.before(made("div", { className: "controls" }, range, label), answer);
  const fold = made("details", { className: "table" }, made("summary", {}, "All stored values"));
  table.before(fold);
  fold.append(table);
}

// Lists to be copied.
for (const listing of all(".listing")) {
  const button = made("button", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    getSelection().selectAllChildren(one("code", listing));
    try { await navigator.clipboard.writeText(one("code", listing).textContent); button.textContent = "Copied"; }
    catch { button.textContent = "Selected: copy with your own keys"; }
  });
  listing.append(button);
}

// Paper shows what is folded, where the style sheet alone cannot; data under figures stays away.
let opened = [];
addEventListener("beforeprint", () => {
  opened = all("details:not([open], .numbers, .table)");
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });
