// A new article: pasted or dropped, looked over, made a draft. Never part of a built site.

import { ask, el } from "./dom.js";
import { DESK } from "./desk-texts.js";
import { choice, field, line, lines, status } from "./fields.js";
import { kept } from "./store.js";
import { keyOf } from "./key.js";
import { texts } from "./texts.js";

const desk = { ...document.getElementById("zhushu-desk").dataset };
desk.token = keyOf(desk.run);
const say = texts(desk.language, DESK);
const main = document.getElementById("desk");
const memory = kept(`zhushu-new ${desk.site}`);
const ROLES = ["paragraph", "heading", "sub", "lead", "caption", "quote", "drop"];
const FRONT = { title: "role_of_title", date: "role_of_date", author: "role_author", source: "role_source", credit: "role_credit", updated: "role_updated", keywords: "role_keywords" };
const DOUBTFUL = 0.5; // up to so sure, a guess is tinted
const LONGEST_TITLE = 80;
const KEPT = 2_000_000; // characters of a source that are kept across a reload
const said = status();
let source = null; // what is sent to be read: { name, text | data, modified }
let told = null; // what came back
let chosen = {}; // number of a block → its role, where the author changed it

function begin() {
  const back = el("nav", { class: "back" }, el("a", { href: "/" }, say("home")));
  main.before(back);
  main.append(said);
  const state = memory.read();
  if (state.source) {
    source = state.source;
    first(state.source.text ?? "");
    read(state);
  } else first("");
  if (!desk.token) said.tell(desk.keyless, true);
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => drop(event, name));
}

// ---------------------------------------------------------------- what is brought

function first(text) {
  clear();
  const box = lines(text, 12, { placeholder: say("paste_hint") });
  box.addEventListener("paste", (event) => paste(event, box));
  const file = el("input", { type: "file", accept: ".txt,.md,.markdown,.html,.htm,.docx,text/plain,text/html,text/markdown" });
  file.addEventListener("change", () => file.files[0] && take(file.files[0]));
  const go = el("button", { type: "button", class: "main" }, say("read"));
  go.addEventListener("click", () => { source = { name: "", text: box.value }; read(); });
  said.before(el("section", { id: "bring" }, el("p", { class: "intro" }, say("intro")), field("paste", say("paste"), box),
    el("div", { class: "acts" }, go, el("span", { class: "file" }, Object.assign(file, { id: "file" }), el("label", { for: "file" }, say("choose"))))));
  return box;
}

/** Takes away what the page shows now; what was said last stays. */
function clear() {
  main.append(said);
  main.querySelector("section")?.remove();
}

/** A page or a document that is pasted keeps its headings: its HTML is taken where that has any structure. */
function paste(event, box) {
  if (event.clipboardData.files.length) {
    event.preventDefault();
    return take(event.clipboardData.files[0]);
  }
  const html = event.clipboardData.getData("text/html");
  if (box.value.trim() || !/<(h[1-6]|blockquote|li|table|figure)\b/i.test(html)) return;
  event.preventDefault();
  box.value = event.clipboardData.getData("text/plain");
  source = { name: "", text: html };
  read();
}

function drop(event, name) {
  if (!event.dataTransfer) return;
  event.preventDefault();
  document.body.classList.toggle("over", name === "dragover");
  const [file] = name === "drop" ? event.dataTransfer.files : [];
  if (file) take(file);
}

async function take(file) {
  said.tell(say("dropped", { name: file.name }));
  const url = await new Promise((done) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result));
    reader.readAsDataURL(file);
  });
  source = { name: file.name, data: url.slice(url.indexOf(",") + 1), modified: file.lastModified };
  read();
}

// ---------------------------------------------------------------- what was taken for what

async function read(state = {}) {
  said.tell(say("reading"));
  const answer = await ask("read", desk.token, say("lost"), source);
  if (answer.error) return fail(answer.error);
  told = answer;
  chosen = state.roles ?? {};
  draw(state.form ?? {});
  said.tell(state.form ? say("restored") : "");
  keep();
  main.querySelector("#check").focus();
}

function draw(form) {
  clear();
  const value = (name) => form[name] ?? (name === "slug" ? told.slug : told.front[name]);
  const title = line(value("title"), { required: "" });
  const slug = line(value("slug"), { required: "", spellcheck: "false" });
  const tags = line(form.tags ?? told.front.tags.join("、"));
  const draft = el("input", { type: "checkbox", id: "draft" });
  draft.checked = form.draft ?? true;
  const go = el("button", { type: "submit", class: "main" });
  const label = () => { go.textContent = say(draft.checked ? "create" : "create_ready"); };
  label();
  draft.addEventListener("change", label);
  const again = el("button", { type: "button" }, say("again"));
  again.addEventListener("click", () => { memory.write({}); source = null; said.tell(""); first("").focus(); });
  const slugField = field("slug", say("slug"), slug, say("slug_hint", { slug: slug.value }));
  title.addEventListener("change", async () => {
    if (slug.value !== (told.named ?? told.slug)) return; // the author chose another one
    const answer = await ask(`slug?title=${encodeURIComponent(title.value)}`, desk.token, say("lost"));
    if (!answer.slug) return;
    told.named = answer.slug;
    slug.value = answer.slug;
    slug.dispatchEvent(new Event("input", { bubbles: true }));
  });
  slug.addEventListener("input", () => { slugField.querySelector(".hint").textContent = say("slug_hint", { slug: slug.value }); });
  const section = el("form", { novalidate: "" }, el("h2", { id: "check", tabindex: "-1" }, say("check")), el("p", { class: "intro" }, say("check_about")), problems(),
    el("div", { class: "fields" }, guess("title", field("title", say("title"), title, told.guessed.title)), guess("date", field("date", say("date"), line(value("date")), told.guessed.date || say("date_hint"))), slugField,
      field("tags", say("tags"), tags, say("tags_hint")), field("author", say("author"), line(value("author"))), field("description", say("description"), lines(value("description"))),
      el("div", { class: "field flag" }, draft, el("label", { for: "draft" }, say("draft")), el("p", { class: "hint" }, say("draft_note")))),
    told.others.length > 0 && el("p", { class: "hint" }, say("others", { keys: told.others.join("、") })),
    told.pictures.length > 0 && el("p", { class: "hint" }, say("pictures", { n: told.pictures.length, names: told.pictures.map((one) => one.name).join("、") })),
    el("h2", { id: "blocks" }, say("blocks")), el("p", { class: "sum", id: "sum", role: "status" }), el("ol", { class: "blocks", "aria-labelledby": "blocks" }, ...told.rows.map(block)),
    el("div", { class: "acts stick" }, go, again));
  section.addEventListener("submit", (event) => { event.preventDefault(); create(); });
  section.addEventListener("input", keep);
  said.before(el("section", {}, section));
  section.querySelector(".acts").append(said);
  sum();
}

/** Tints a field that was only guessed, until the author changes it. */
function guess(name, made) {
  if (!told.guessed[name]) return made;
  made.setAttribute("data-doubtful", "");
  made.addEventListener("input", () => made.removeAttribute("data-doubtful"));
  return made;
}

function problems() {
  if (!told.problems.length) return null;
  return el("div", { class: "problems" }, el("h3", {}, say("problems")), el("ul", {}, ...told.problems.map((one) =>
    el("li", {}, one.message, one.hint && ` ${one.hint}`, one.line > 0 && ` (${say("line", { n: one.line })})`))));
}

function block(row, number) {
  const role = chosen[number] ?? row.role;
  const own = FRONT[row.role] ? [[row.role, say(FRONT[row.role])]] : [];
  const name = (one) => [one, say(`role_${one}`)];
  const options = row.role === "kept" ? ["kept", "drop"].map(name) : [...own, ...ROLES.map(name), ...(row.text.length <= LONGEST_TITLE && !own.length ? [["as-title", say("role_title")]] : [])];
  const select = choice(options, role, { "aria-label": say("role_of", { n: number + 1 }) });
  const notes = [row.line > 0 && say("line", { n: row.line }), row.why, row.sure < 1 && say("sure", { n: Math.round(row.sure * 100) })].filter(Boolean).join("，");
  const item = el("li", { class: `block ${role}`, ...(row.sure <= DOUBTFUL && { "data-doubtful": "" }) }, select,
    el("div", {}, el("p", { class: "text" }, row.text), notes && el("p", { class: "hint" }, notes)));
  select.addEventListener("change", () => {
    chosen[number] = select.value;
    item.className = `block ${select.value}`;
    item.removeAttribute("data-doubtful");
    if (select.value === "as-title") document.getElementById("title").value = row.text.trim();
    sum();
  });
  return item;
}

/** How many blocks of each role there are. */
function sum() {
  const counts = new Map();
  told.rows.forEach((row, number) => {
    const role = chosen[number] ?? row.role;
    const name = role === "as-title" ? "role_title" : FRONT[role] ?? `role_${role}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  main.querySelector("#sum").textContent = [...counts].map(([name, n]) => say("sum", { n, role: say(name) })).join(" · ");
}

function values() {
  const value = (name) => document.getElementById(name).value;
  return { title: value("title"), date: value("date"), slug: value("slug"), tags: value("tags"), author: value("author"), description: value("description"), draft: document.getElementById("draft").checked };
}

function keep() {
  const small = (source?.text ?? source?.data ?? "").length <= KEPT;
  if (told && main.querySelector("form")) memory.write(small ? { source, form: values(), roles: chosen } : {});
}

// ---------------------------------------------------------------- writing

async function create() {
  const { slug, tags, ...form } = values();
  if (!form.title.trim()) {
    document.getElementById("title").focus();
    return said.tell(say("needed"), true);
  }
  said.tell(say("creating"));
  const front = { ...form, tags: tags.split(/[,，、;；]/).map((tag) => tag.trim()).filter(Boolean) };
  const roles = Object.fromEntries(Object.entries(chosen).map(([number, role]) => [number, role === "as-title" ? "drop" : role]));
  const answer = await ask("create", desk.token, say("lost"), { handle: told.handle, slug, front, roles });
  if (answer.error) return fail(answer.error);
  memory.write({});
  kept("zhushu-panel").write({ open: true, source: answer.path, tab: "candidates", focus: "head" }); // it opens with the review panel
  location.assign(encodeURI(`/${answer.url}`));
}

function fail(why) {
  said.tell(say("failed", { why }), true);
  said.focus();
}

begin();
