// What a page needs beyond links and forms: progress of adding, and selecting words in review.
"use strict";
const progress = document.getElementById("progress");
if (progress && progress.dataset.watch) {
  const stop = document.getElementById("stop");
  const events = new EventSource("/add/events");
  stop.hidden = false;
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    progress.textContent = `${now.articles} articles, ${now.statements} statements`;
    if (now.running) return;
    events.close();
    stop.hidden = true;
    const came = now.came;
    progress.textContent += came ? `: ${came.added} added, ${came.unchanged} unchanged, ${came.dropped.length} not kept.` : now.fault ? `: ${now.fault}` : "";
    const again = document.createElement("a");
    again.href = "/";
    again.id = "done";
    again.textContent = "Show them";
    progress.append(" ", again);
  };
  events.onerror = () => events.close();
}
const text = document.getElementById("text");
if (text) {
  const form = document.getElementById("judge");
  const first = text.querySelector(".content, .source, .cue");
  if (first) text.scrollTop = first.offsetTop - text.offsetTop - 60;
  // Places are counted in code points, as the library has them; a string of the browser counts in halves of some.
  const size = (range) => Array.from(range.toString()).length;
  const choose = (role) => {
    const picked = getSelection();
    if (!picked.rangeCount || picked.isCollapsed || !text.contains(picked.getRangeAt(0).commonAncestorContainer)) return;
    const before = document.createRange();
    before.setStart(text, 0);
    const range = picked.getRangeAt(0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = size(before);
    form.elements[role].value = JSON.stringify([[start, start + size(range)]]);
    document.getElementById("chosen").textContent = `${role}: ${range.toString()}`;
  };
  for (const button of form.querySelectorAll("[data-role]")) {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => choose(button.dataset.role));
  }
  form.elements.speaker.addEventListener("input", () => { form.elements.speaker_changed.value = "1"; });
}
const keys = { a: "accept", r: "reject", s: "correct", u: "undo", 1: "as-content", 2: "as-cue", 3: "as-source", n: "skip" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
  const button = document.getElementById(keys[event.key]);
  if (button) { event.preventDefault(); button.click(); }
});
