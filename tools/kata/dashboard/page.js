"use strict";

// The page is whole without this script but for its panels, which are dialogs. Served by
// `kata dash` it also follows the journal and writes; as a file it does neither.

const token = new URLSearchParams(location.search).get("token");
const live = token !== null && location.protocol !== "file:";

// Panels

function unitOf(hash) {
  const found = document.getElementById(decodeURIComponent(hash.slice(1)));
  return found instanceof HTMLDialogElement ? found : null;
}

function follow() {
  const wanted = unitOf(location.hash);
  const open = document.querySelector("dialog[open]");
  if (open === wanted) return;
  if (open) open.close();
  if (wanted) {
    wanted.showModal();
    wanted.scrollTop = 0;
  } else if (open) {
    document.getElementById(open.dataset.cell)?.focus();
  }
}

function leavePanel(dialog) {
  if (unitOf(location.hash) !== dialog) return;
  history.pushState(null, "", location.pathname + location.search);
  document.getElementById(dialog.dataset.cell)?.focus();
}

// Live: what has changed is replaced, what is being typed stays.

function say(text) {
  document.getElementById("said").textContent = text;
}

function stops(part) {
  return [...part.querySelectorAll("a, button, summary, [tabindex]")];
}

function replaceChanged(fresh) {
  for (const next of fresh.querySelectorAll("[data-live]")) {
    const now = document.getElementById(next.id);
    if (!now || now.outerHTML === next.outerHTML) continue;
    const { id } = document.activeElement;
    const place = stops(now).indexOf(document.activeElement);
    const unfolded = [...now.querySelectorAll("details")].map((details) => details.open);
    now.replaceChildren(...next.cloneNode(true).childNodes);
    now.querySelectorAll("details").forEach((details, i) => { details.open = unfolded[i] ?? false; });
    if (place >= 0) (document.getElementById(id) ?? stops(now)[place])?.focus();
  }
  for (const next of fresh.querySelectorAll("form[data-notes]")) {
    const now = document.getElementById(next.id);
    const area = now?.querySelector("textarea");
    if (!area || area.value !== area.defaultValue) continue;
    now.dataset.known = next.dataset.known;
    area.defaultValue = next.querySelector("textarea").defaultValue;
    area.value = area.defaultValue;
  }
  document.body.dataset.stamp = fresh.body.dataset.stamp;
}

// One exchange after the other: a page that was asked for before a write must not come after it.
let queue = Promise.resolve();

function inTurn(exchange) {
  queue = queue.then(exchange);
  return queue;
}

async function refresh() {
  try {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
    const text = await answer.text();
    if (answer.ok) replaceChanged(new DOMParser().parseFromString(text, "text/html"));
    say(answer.ok ? "" : text);
  } catch {
    say("kata dash does not answer; this is what it said last.");
  }
}

let source = null;

// A page that nobody sees holds no connection: a browser has only a few for one server.
function listen() {
  source?.close();
  if (document.hidden) return;
  const query = new URLSearchParams({ token, stamp: document.body.dataset.stamp });
  source = new EventSource(`events?${query}`);
  source.onmessage = () => inTurn(refresh);
  source.onopen = () => say("");
  source.onerror = () => say("kata dash has ended; this is what it said last.");
}

// Writing

async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Kata-Token": token },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said;
}

async function saveNotes(form) {
  const area = form.querySelector("textarea");
  const said = form.querySelector("[role=status]");
  const notes = area.value;
  try {
    const { known } = await send("notes", {
      unit: form.dataset.notes, notes, known: form.dataset.known,
    });
    form.dataset.known = known;
    area.defaultValue = notes;
    said.textContent = "Saved.";
  } catch (error) {
    said.textContent = `Not saved: ${error.message}`;
  }
}

async function startUnit(unit, said) {
  try {
    said.textContent = (await send("start", { unit })).said;
    await refresh();
  } catch (error) {
    said.textContent = `Not started: ${error.message}`;
  }
}

addEventListener("hashchange", follow);
document.addEventListener("close", (event) => leavePanel(event.target), true);
document.addEventListener("click", (event) => {
  const dialog = event.target.closest("dialog");
  if (event.target.closest("[data-close]")) dialog.close();
  const unit = event.target.closest("[data-start]")?.dataset.start;
  if (unit) inTurn(() => startUnit(unit, dialog.querySelector("[role=status]")));
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  inTurn(() => saveNotes(event.target));
});
addEventListener("beforeunload", (event) => {
  const unsaved = (area) => area.value !== area.defaultValue;
  if ([...document.querySelectorAll("textarea")].some(unsaved)) event.preventDefault();
});

follow();
if (live) {
  document.addEventListener("visibilitychange", listen);
  listen();
}
