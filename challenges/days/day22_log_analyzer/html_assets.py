"""Style and script of the page. The page names their hashes and allows nothing else to run."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --text: #1b1f24; --dim: #59636e;
  --line: #d8dee4; --ok: #2f6fdb; --refused: #c77700; --failed: #c62839; --bytes: #1a7f6b;
  --focus: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --back: #0e1116; --card: #171b22; --text: #e6e9ee; --dim: #9aa4b2; --line: #2c333d;
    --ok: #6ea2ff; --refused: #e8a33d; --failed: #ff6b78; --bytes: #45c4a8; --focus: #8ab4ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header, main, footer { max-width: 1180px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 28px; }
h1 { font-size: 1.6rem; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 1.05rem; margin: 0 0 12px; }
p { margin: 4px 0; }
.dim, footer { color: var(--dim); }
footer { padding-bottom: 32px; font-size: 0.85rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 18px 20px; margin: 16px 0; min-width: 0; }
.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; margin: 18px 0; }
.cards div { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 12px 16px; min-width: 0; }
.cards dt { color: var(--dim); font-size: 0.85rem; }
.cards dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere; }
.cards small { display: block; font-size: 0.8rem; font-weight: 400; color: var(--dim); }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr));
  gap: 16px; margin: 16px 0; }
.grid section { margin: 0; }
.chart + .chart { margin-top: 18px; }
.chart h3 { font-size: 0.9rem; font-weight: 600; margin: 0 0 4px; display: flex; gap: 6px 16px;
  flex-wrap: wrap; }
.chart svg { display: block; width: 100%; height: 110px; border-bottom: 1px solid var(--line);
  border-top: 1px dashed var(--line); }
.axis { display: flex; justify-content: space-between; font-size: 0.8rem; color: var(--dim);
  font-variant-numeric: tabular-nums; }
.key { font-weight: 400; color: var(--dim); white-space: nowrap; }
.key svg { display: inline-block; width: 10px; height: 10px; border: 0; margin-right: 5px; }
.ok { fill: var(--ok); } .refused { fill: var(--refused); } .failed { fill: var(--failed); }
.bytes { fill: var(--bytes); } .other { fill: var(--dim); }
.line { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; }
.line.ok { stroke: var(--ok); } .line.refused { stroke: var(--refused); }
.line.failed { stroke: var(--failed); } .touch { fill: transparent; }
.touch:hover { fill: var(--line); fill-opacity: 0.5; }
.stack { display: block; width: 100%; height: 26px; border-radius: 6px; margin-bottom: 10px; }
.scroll { overflow: auto; max-height: 26rem; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: 0.88rem; }
th, td { padding: 5px 10px; text-align: right; white-space: nowrap; vertical-align: top;
  font-variant-numeric: tabular-nums; border-bottom: 1px solid var(--line); }
tbody tr:last-child td { border-bottom: 0; }
thead th { position: sticky; top: 0; background: var(--card); color: var(--dim);
  font-weight: 600; }
th.text, td.text { text-align: left; white-space: normal; overflow-wrap: anywhere; }
.rows th.text, .rows td.text, td.text:last-child { width: 60%; min-width: 13rem; }
td.text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  font-size: 0.82rem; }
th button { all: unset; cursor: pointer; }
th button:hover { color: var(--text); text-decoration: underline; }
th button:focus-visible, input:focus-visible, summary:focus-visible, .scroll:focus-visible {
  outline: 2px solid var(--focus); outline-offset: 2px; }
th[aria-sort="ascending"] button::after { content: " \\25b2"; }
th[aria-sort="descending"] button::after { content: " \\25bc"; }
.search { display: flex; gap: 4px 12px; align-items: center; flex-wrap: wrap;
  margin-bottom: 10px; }
.search[hidden] { display: none; }
input { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line);
  border-radius: 6px; padding: 4px 10px; width: 16rem; max-width: 100%; }
summary { cursor: pointer; color: var(--dim); margin: 10px 0 6px; }
@media (max-width: 800px) { .cards { grid-template-columns: repeat(2, 1fr); } }
@media (max-width: 620px) {
  header, main, footer { padding-left: 12px; padding-right: 12px; }
  section { padding: 14px 12px; }
  th, td { padding: 4px 6px; }
  .rows tr { display: grid; grid-template-columns: 1.2fr 1fr 1.2fr 1fr; }
  .rows th, .rows td { border-bottom: 0; }
  .rows tr { border-bottom: 1px solid var(--line); }
  .rows th.text, .rows td.text { grid-column: 1 / -1; grid-row: 1; width: auto; min-width: 0; }
  .rows thead th { position: static; }
}
"""

SCRIPT = """
"use strict";
for (const table of document.querySelectorAll("table.rows")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const first = head.classList.contains("text") ? "ascending" : "descending";
      const second = first === "ascending" ? "descending" : "ascending";
      const order = head.getAttribute("aria-sort") === first ? second : first;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const rows = [...body.rows];
      rows.sort((a, b) => {
        const one = value(a, column), two = value(b, column);
        return one < two ? -sign : one > two ? sign : 0;
      });
      body.append(...rows);
    });
  });
  const search = document.getElementById(table.dataset.search);
  const input = search.querySelector("input");
  const found = search.querySelector("output");
  search.hidden = false;
  input.addEventListener("input", () => {
    const wanted = input.value.toLowerCase();
    let shown = 0;
    for (const row of body.rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    found.textContent = wanted ? `${shown} of ${body.rows.length}` : "";
  });
}
"""
