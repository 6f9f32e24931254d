// The preview in the browser: follows the state of its page and shows what the author must know. Never part of a built site.

import { ask } from "./dom.js";
import { keyOf } from "./key.js";
import { texts } from "./texts.js";
import { keepPlace, restorePlace } from "./place.js";

const script = document.getElementById("zhushu-preview");
const page = { ...script.dataset, token: keyOf(script.dataset.run), build: Number(script.dataset.build), status: Number(script.dataset.status) };
const say = texts(page.language);
const host = document.createElement("zhushu-preview");
const root = host.attachShadow({ mode: "open" });
const seen = new Map(); // asset path → the build whose version this page has
let stream = null;
let panel = null;
let dismissed = ""; // the errors that the author has put aside
let unfolded = false; // whether the author looks at the warnings
let lostSince = 0;

// ---------------------------------------------------------------- the page's own furniture

function build() {
  host.lang = page.language;
  root.innerHTML = `<link rel="stylesheet" href="/_zhushu/assets/preview.css">
<div class="ribbon" id="ribbon" role="note" hidden><span id="ribbon-text"></span><button type="button" id="publish" hidden></button></div>
<section class="problems" id="problems" aria-labelledby="problems-title" hidden>
  <div class="top"><h2 id="problems-title"></h2><button type="button" class="x" id="problems-close"></button></div>
  <p class="stays" id="stays"></p>
  <ol id="problems-list"></ol>
</section>
<p class="lost" id="lost" role="status" hidden></p>
<nav class="corner" id="corner"><p id="keyless" hidden></p><button type="button" id="warnings" aria-controls="problems" hidden></button><a id="new" href="/_zhushu/new"></a><a id="details" hidden></a></nav>`;
  byId("corner").setAttribute("aria-label", say("desk"));
  byId("keyless").textContent = page.keyless;
  byId("keyless").hidden = Boolean(page.token) || !page.keyless;
  byId("new").textContent = say("new_article");
  byId("details").textContent = say("front");
  byId("details").hidden = !page.article;
  byId("details").href = `/_zhushu/details?page=${encodeURIComponent(page.article)}`;
  byId("publish").textContent = say("publish");
  byId("publish").title = say("publish_about");
  byId("publish").addEventListener("click", publish);
  byId("problems-close").textContent = "×";
  byId("problems-close").setAttribute("aria-label", say("close"));
  byId("problems-close").addEventListener("click", dismiss);
  byId("warnings").addEventListener("click", () => unfold(!unfolded));
  byId("stays").textContent = say("stays");
  byId("lost").textContent = say("lost");
  root.firstElementChild.addEventListener("load", () => host.setAttribute("data-ready", ""));
  document.documentElement.append(host);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`a[data-zhushu-draft]::after{content:attr(data-zhushu-draft);margin-inline-start:.4em;padding:.05em .4em;border-radius:3px;font-size:.75rem;
    background:#a3321d;color:#fff}`);
  document.adoptedStyleSheets.push(sheet);
}

/** Takes the draft mark off this article. */
async function publish() {
  const answer = await ask("act", page.token, say("lost"), { do: "publish", page: page.article });
  byId("lost").textContent = answer.error ? say("failed", { why: answer.error }) : answer.done;
  byId("lost").hidden = false;
}

function byId(id) {
  return root.getElementById(id);
}

function dismiss() {
  dismissed = byId("problems").dataset.digest;
  unfold(false);
}

/** Shows or hides the warnings; errors show by themselves. */
function unfold(open) {
  unfolded = open;
  byId("warnings").setAttribute("aria-expanded", open);
  byId("problems").hidden = !open;
}

// ---------------------------------------------------------------- the state of the page

function onState(state) {
  if (panel?.busy) return panel.busy.finally(() => onState(state));
  if (state.moved) return location.replace(pathOf(state.moved));
  if (state.run !== page.run || state.digest !== page.digest) return reload();
  if (!refreshAssets(state.assets)) return reload();
  showProblems(state);
  showUnpublished(state.unpublished);
  panel?.settle(state.build);
}

function reload() {
  stream?.close();
  keepPlace(page.page);
  panel?.leave();
  location.reload();
}

/** Takes over changed assets that this page uses; false where only a reload can. */
function refreshAssets(assets) {
  for (const [path, number] of Object.entries(assets)) {
    if (number <= (seen.get(path) ?? page.build)) continue;
    seen.set(path, number);
    if (uses(path) && !(path.endsWith(".css") && swapStyle(path, number))) return false;
  }
  return true;
}

function uses(path) {
  return performance.getEntriesByType("resource").some((entry) => new URL(entry.name).pathname === pathOf(path));
}

/** Loads a stylesheet anew behind the old one, so that the page is never bare. */
function swapStyle(path, number) {
  const old = [...document.querySelectorAll("link[rel~=stylesheet]")].find((link) => new URL(link.href).pathname === pathOf(path));
  if (!old) return false;
  const fresh = old.cloneNode();
  fresh.href = `${pathOf(path)}?${number}`;
  fresh.addEventListener("load", () => old.remove());
  old.after(fresh);
  return true;
}

function pathOf(path) {
  return new URL("/" + path.split("/").map(encodeURIComponent).join("/"), location).pathname;
}

// ---------------------------------------------------------------- problems and drafts

function showProblems({ problems, failed }) {
  const box = byId("problems");
  box.dataset.digest = JSON.stringify(problems);
  box.classList.toggle("failed", failed);
  box.setAttribute("role", failed ? "alert" : "region");
  byId("problems-title").textContent = say(failed ? "errors" : "warnings", { n: problems.length });
  byId("problems-list").replaceChildren(...problems.map(problemItem));
  byId("stays").hidden = !failed;
  byId("warnings").hidden = failed || problems.length === 0;
  byId("warnings").textContent = say("warnings", { n: problems.length });
  // The page that stands in for a site that never built says it all itself.
  const wanted = failed ? dismissed !== box.dataset.digest && page.status !== 503 : unfolded;
  unfold(wanted && problems.length > 0);
}

function problemItem(problem) {
  const item = document.createElement("li");
  const place = problem.path ? problem.path + (problem.line ? `:${problem.line}` : "") : "";
  item.className = problem.level;
  for (const [name, text] of [["place", place], ["message", problem.message], ["hint", problem.hint]]) {
    if (!text) continue;
    const part = document.createElement(name === "place" ? "code" : "p");
    part.className = name;
    part.textContent = text;
    item.append(part);
  }
  return item;
}

function showUnpublished(unpublished) {
  const states = new Map(Object.entries(unpublished).map(([url, state]) => [pathOf(url), state]));
  const own = states.get(location.pathname);
  byId("ribbon").hidden = !own;
  byId("ribbon-text").textContent = own ? say(`${own[0]}_ribbon`, { when: own[1] }) : "";
  byId("publish").hidden = own?.[0] !== "draft" || !page.article;
  for (const link of document.querySelectorAll("a[href]")) {
    const elsewhere = link.host === location.host && link.pathname !== location.pathname && !link.hash;
    const state = elsewhere && states.get(link.pathname);
    if (state) link.dataset.zhushuDraft = say(state[0]);
  }
}

// ---------------------------------------------------------------- the connection

function connect() {
  if (stream && stream.readyState !== EventSource.CLOSED) return;
  const query = new URLSearchParams({ page: page.page, source: page.source, since: page.build });
  stream = new EventSource(`/_zhushu/live?${query}`);
  stream.addEventListener("message", (event) => {
    if (lostSince) byId("lost").hidden = true;
    lostSince = 0;
    onState(JSON.parse(event.data));
  });
  // The server asks for a rest where many tabs listen: a browser has only six connections for all of them.
  stream.addEventListener("rest", () => stream.close());
  stream.addEventListener("error", () => {
    lostSince ||= Date.now();
    byId("lost").textContent = say("lost");
    byId("lost").hidden = Date.now() - lostSince < 1500;
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  });
}

function reconnect() {
  if (!document.hidden) connect();
}

build();
connect();
document.addEventListener("visibilitychange", reconnect);
addEventListener("focus", reconnect);
addEventListener("pageshow", (event) => event.persisted && connect());
addEventListener("pagehide", () => stream.close());
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !byId("problems").hidden && !event.defaultPrevented) dismiss();
});
const putBack = restorePlace(page.page);
if (page.article) {
  panel = (await import("./panel.js")).mount(root, page, say);
  putBack();
}
