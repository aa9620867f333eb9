// What the pages do beside what they are without it: answers come in stages, keys, copying.
// Whatever arrives as HTML was made by the same templates as the pages.

const $ = (selector, inside = document) => inside.querySelector(selector);
const $$ = (selector, inside = document) => [...inside.querySelectorAll(selector)];

// --- saying what was done -------------------------------------------------------------------

const said = $("#said");
let silence = 0;

function say(text) {
  clearTimeout(silence);
  said.textContent = text;
  silence = setTimeout(() => { said.textContent = ""; }, 2500);
}

// --- copying a reference --------------------------------------------------------------------

function select(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(item) {
  const reference = item && $("[data-reference]", item);
  if (!reference) return;
  try {
    await navigator.clipboard.writeText(reference.textContent.trim());
    say(said.dataset.copied);
  } catch {
    select(reference); // no clipboard without https: it is ready to be copied by hand
    say(said.dataset.failed);
  }
}

function showButtons(inside = document) {
  for (const button of $$(".needs-js", inside)) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button.closest("[data-item]"));
});

// --- answers in stages ----------------------------------------------------------------------

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const found = part.match(/^event: (\w+)\ndata: (.*)$/s);
      if (found) yield { name: found[1], data: JSON.parse(found[2]) };
    }
  }
}

function put(html) {
  const made = new DOMParser().parseFromString(html, "text/html").body;
  const result = $("#result");
  result.replaceChildren(...made.childNodes);
  showButtons(result);
}

let asking = null;

async function ask(form) {
  asking?.abort();
  const mine = asking = new AbortController();
  const words = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  const address = `${location.pathname}?${words}`;
  const stage = $("#stage");
  stage.textContent = form.dataset.search;
  $("#result").setAttribute("aria-busy", "true");
  try {
    const headers = { accept: "text/event-stream" };
    const response = await fetch(address, { headers, signal: mine.signal });
    if (!response.headers.get("content-type")?.startsWith("text/event-stream")) throw new Error();
    history.pushState(null, "", address);
    document.title = `${words.get("q")} · ${document.title.split(" · ").slice(1).join(" · ")}`;
    for await (const { name, data } of events(response)) {
      put(data.html);
      stage.textContent = name === "hits" ? form.dataset.read : "";
    }
  } catch {
    if (!mine.signal.aborted) location.assign(address); // the page says what is wrong
    return;
  }
  $("#result").removeAttribute("aria-busy");
  stage.textContent = "";
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-stream]") && $("#q", form).value.trim()) {
    event.preventDefault();
    ask(form);
  } else if (form.matches("[data-wait]") && $("#q", form)?.value.trim()) {
    $("#stage").textContent = form.dataset.wait;
  }
});

addEventListener("popstate", () => { if ($("[data-stream]")) location.reload(); });

// --- imports and lists go on --------------------------------------------------------------------------

async function refresh() {
  const jobs = $("#jobs[data-refresh]");
  if (!jobs) return;
  if (!document.hidden) {
    try {
      const response = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const now = $("#jobs", page);
      if (response.ok && now && !jobs.contains(document.activeElement)) jobs.replaceWith(now);
    } catch { /* the service is away: look again later */ }
  }
  setTimeout(refresh, 1500);
}

// --- permanent links: /a/…/articles/…#c96-102 -----------------------------------------------

function followFragment() {
  const span = location.hash.match(/^#c(\d+)-(\d+)$/);
  const query = new URLSearchParams(location.search);
  if (!span || !/\/articles\/[^/]+$/.test(location.pathname)) return;
  if (query.get("start") === span[1] && query.get("end") === span[2]) return;
  query.set("start", span[1]);
  query.set("end", span[2]);
  location.replace(`${location.pathname}?${query}${location.hash}`);
}

function showMark() {
  const file = $(".file-text");
  const mark = file && $("mark", file);
  if (mark) file.scrollTop = mark.offsetTop - file.offsetTop - file.clientHeight / 3;
}

// --- keys -----------------------------------------------------------------------------------

const items = () => $$("[data-item]").filter((item) => item.checkVisibility());
const current = () => document.activeElement?.closest?.("[data-item]");

function step(by) {
  const all = items();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (!next) return;
  const link = $("a.to", next) ?? $("a, button", next);
  link.focus({ focusVisible: true, preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function help() {
  const table = $("#keys");
  if (table.open) table.close();
  else table.showModal();
}

const KEYS = {
  "/": () => { const box = $("#q"); if (box) { box.focus(); box.select(); } },
  j: () => step(1),
  k: () => step(-1),
  c: () => copy(current() ?? items().find((item) => $("[data-reference]", item))),
  "?": help,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const writing = event.target.matches("input, select, textarea");
  if (event.key === "Escape") {
    if (writing) event.target.blur();
    return;
  }
  if (writing || ($("#keys").open && event.key !== "?")) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

followFragment();
addEventListener("hashchange", followFragment);
showButtons();
showMark();
if ($("#jobs[data-refresh]")) setTimeout(refresh, 1500);
