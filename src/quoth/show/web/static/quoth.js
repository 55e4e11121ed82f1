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
    const ended = came && came.stopped ? "stopped; " : "";
    progress.textContent += came ? `: ${ended}${came.added} added, ${came.unchanged} there already, ${came.dropped.length} not kept.` : now.fault ? `: ${now.fault}` : "";
    if (came && came.dropped.length) {
      const why = document.createElement("ul");
      for (const each of came.dropped.slice(0, 20)) {
        const row = document.createElement("li");
        row.textContent = `${each.origin}: ${each.reason}`;
        why.append(row);
      }
      progress.after(why);
    }
    const again = document.createElement("a");
    again.href = "/";
    again.id = "done";
    again.textContent = "Show them";
    progress.append(" ", again);
  };
  events.onerror = () => events.close();
}
// Who says it stands beside the words, the next one below where there is no room; on a phone, after the text.
const beside = document.querySelector(".beside");
if (beside) {
  const wide = matchMedia("(min-width: 46.01rem)");
  const set = () => {
    const rows = Array.from(beside.children);
    beside.classList.toggle("placed", wide.matches);
    const top = beside.getBoundingClientRect().top;
    const wanted = rows.map((row) => document.getElementById(row.dataset.of).getBoundingClientRect().top - top);
    const sizes = rows.map((row) => row.offsetHeight);
    let free = 0;
    rows.forEach((row, n) => {
      const at = Math.max(free, wanted[n]);
      row.style.top = `${at}px`;
      free = at + sizes[n] + 6;
    });
    beside.style.height = `${free}px`;
  };
  set();
  addEventListener("resize", set);
  document.fonts.ready.then(set);
  beside.addEventListener("toggle", set, true);
}
// The words of a statement are shown where its address leads, and where its row is pointed at.
const show = (id, name, on) => {
  for (const part of document.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`)) part.classList.toggle(name, on);
};
let shown = "";
const follow = () => {
  if (shown) show(shown, "met", false);
  shown = location.hash.replace(/^#(m-)?/, "");
  if (/^st_\w+$/.test(shown)) show(shown, "met", true);
};
follow();
addEventListener("hashchange", follow);
for (const row of document.querySelectorAll("li[data-of]")) {
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    row.addEventListener(event, () => show(row.dataset.of, "pointed", on));
  }
}
// Files may be dropped anywhere on a page that takes some.
const drop = document.querySelector("form[data-drop]");
if (drop) {
  const files = drop.elements[drop.dataset.drop];
  for (const name of ["dragover", "drop", "dragleave"]) {
    addEventListener(name, (event) => {
      if (!event.dataTransfer || !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.toggle("dropping", name === "dragover");
      if (name !== "drop" || !event.dataTransfer.files.length) return;
      const some = new DataTransfer();
      for (const file of files.multiple ? event.dataTransfer.files : [event.dataTransfer.files[0]]) some.items.add(file);
      files.files = some.files;
      drop.scrollIntoView({ block: "nearest" });
      drop.querySelector("button").focus();
    });
  }
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
