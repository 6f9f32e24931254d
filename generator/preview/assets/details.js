// The front matter of an article as a form, made by the schema. Never part of a built site.

import { ask, el } from "./dom.js";
import { DESK } from "./desk-texts.js";
import { choice, field, line, lines, status } from "./fields.js";
import { keyOf } from "./key.js";
import { texts } from "./texts.js";

const desk = { ...document.getElementById("zhushu-desk").dataset };
desk.token = keyOf(desk.run);
const say = texts(desk.language, DESK);
const main = document.getElementById("desk");
const said = status();
const page = new URLSearchParams(location.search).get("page") ?? "";
let told = null;
let controls = new Map(); // key → { control, was }

async function begin() {
  main.before(el("nav", { class: "back" }, el("a", { href: encodeURI(`/${page}`) }, say("back"))));
  main.append(said);
  await load();
}

/** Reads the form; `mine` are values that the author has typed already. */
async function load(mine = {}) {
  const answer = await ask(`form?page=${encodeURIComponent(page)}`, desk.token, say("lost"));
  if (answer.error) return fail(answer.error);
  told = answer;
  draw(mine);
}

function draw(mine) {
  main.append(said); // it stood in the form
  main.querySelector("form")?.remove();
  controls = new Map();
  const usual = told.fields.filter((one) => one.usual).map(part);
  const others = told.fields.filter((one) => !one.usual);
  const set = others.some((one) => one.value !== "" && one.value?.length !== 0);
  const more = el("details", { ...(set && { open: "" }) }, el("summary", {}, say("more")), el("div", { class: "fields" }, ...others.map(part)));
  const save = el("button", { type: "submit", class: "main" }, say("save"));
  const publish = el("button", { type: "button" }, say("publish"));
  publish.addEventListener("click", () => send({ do: "publish" }, "published"));
  const form = el("form", { novalidate: "" }, el("p", { class: "intro" }, say("details_about", { path: told.path })), el("div", { class: "fields" }, ...usual), more,
    el("div", { class: "acts stick" }, save, told.draft && publish));
  form.addEventListener("submit", (event) => { event.preventDefault(); store(); });
  main.append(form);
  form.querySelector(".acts").append(said);
  for (const [key, value] of Object.entries(mine)) if (controls.has(key)) controls.get(key).control.value = value;
}

function part(one) {
  if (one.by_hand) return el("div", { class: "field" }, el("span", { class: "label" }, one.about, el("code", {}, one.key)), el("p", { class: "hint" }, say("by_hand")));
  const many = Array.isArray(one.value);
  const was = many ? one.value.join("\n") : one.value;
  const options = one.kind === "flag" ? [["", say("unset")], ["true", say("yes")], ["false", say("no")]] : [["", say("unset")], ...one.choices.map((name) => [name, name])];
  const control = one.kind === "flag" || one.kind === "choice" ? choice(options, was) : many || one.key === "description" ? lines(was, Math.max(2, Math.min(6, one.value.length ?? 2))) : line(was);
  controls.set(one.key, { control, was, many });
  const hint = one.kind === "texts by key" ? say("pairs_hint") : many ? say("lines_hint") : "";
  const made = field(one.key, one.about, control, hint);
  made.querySelector("label").append(el("code", {}, one.key));
  return made;
}

/** What the author changed, as the preview takes it. */
function changes() {
  const found = [...controls].filter(([, { control, was }]) => control.value !== was);
  return Object.fromEntries(found.map(([key, { control, many }]) => [key, many ? control.value.split("\n") : control.value]));
}

async function store() {
  const changed = changes();
  if (!Object.keys(changed).length) return said.tell(say("nothing"));
  said.tell(say("saving"));
  await send({ do: "details", digest: told.digest, changes: changed }, "changed", { n: Object.keys(changed).length });
}

async function send(body, done, values) {
  const answer = await ask("act", desk.token, say("lost"), { page, ...body });
  if (answer.error) return fail(answer.error, body.do === "details");
  said.tell(say(done, values));
  location.assign(encodeURI(`/${answer.url || page}`));
}

function fail(why, again = false) {
  said.tell(say("failed", { why }), true);
  if (again) {
    const button = el("button", { type: "button" }, say("reload"));
    button.addEventListener("click", () => {
      const mine = Object.fromEntries([...controls].filter(([, { control, was }]) => control.value !== was).map(([key, { control }]) => [key, control.value]));
      said.tell("");
      load(mine).then(() => main.querySelector("input, textarea, select").focus());
    });
    said.append(" ", button);
  }
  said.focus();
}

begin();
