// The rows of the review panel: what each shows, and the buttons that decide it.

import { Alias } from "./alias.js";
import { el, keyed } from "./dom.js";

export const TABS = ["candidates", "refused", "senses", "marks", "done"];
/** How far a decision reaches: about a word, about a sense. */
export const WIDE = ["site", "article"];
export const NARROW = ["here", "article", "site"];
export const TYPES = { term: "T", person: "P", organization: "O", place: "L", product: "R", work: "W", event: "E" };

/** What tells a row from all others, also after the page was loaded again. */
export function keyOf(tab, row) {
  if (tab === "candidates") return row.text;
  if (tab === "done") return String(row.number);
  const place = row.places[0];
  return [row.text, row.entry, place?.passage, place?.start].join("\n");
}

/** The list item of a row; `chosen` shows its actions. */
export function item(panel, row, at) {
  const { say, tab } = panel;
  const chosen = at === panel.at;
  if (tab === "done") return doneItem(panel, row, at, chosen);
  const head = el("button", { type: "button", class: "head", "aria-expanded": chosen, tabindex: chosen ? 0 : -1, ...(chosen && { "data-focus": "head" }) },
    el("b", {}, row.text), el("span", { class: `type ${row.type}` }, say(row.type)), ...notes(panel, row));
  head.addEventListener("click", () => panel.choose(tab, row));
  const batch = panel.checked.size > 0;
  return el("li", { class: chosen ? "row chosen" : "row" }, el("div", { class: "line" }, panel.batches && checkbox(panel, row, chosen), head), context(panel, row, chosen),
    chosen && !batch && actions(panel, row));
}

function doneItem(panel, row, at, chosen) {
  const head = el("button", { type: "button", class: "head", "aria-expanded": chosen, tabindex: chosen ? 0 : -1, ...(chosen && { "data-focus": "head" }) }, row.said);
  head.addEventListener("click", () => panel.choose("done", row));
  const undo = chosen && button(panel, "Z", "undo_this", () => panel.undo(row.number), "main");
  return el("li", { class: chosen ? "row chosen" : "row" }, head, undo && el("div", { class: "acts" }, el("div", { class: "as" }, undo)));
}

function checkbox(panel, row, chosen) {
  const box = el("input", { type: "checkbox", class: "check", "aria-label": panel.say("check", { text: row.text }), tabindex: chosen ? 0 : -1, ...(chosen && { "data-focus": "check" }) });
  box.checked = panel.checked.has(keyOf(panel.tab, row));
  box.addEventListener("change", () => {
    panel.at = panel.rows.indexOf(row);
    panel.recheck((checked) => checked[box.checked ? "add" : "delete"](keyOf(panel.tab, row)), "check");
  });
  return box;
}

function notes(panel, row) {
  const { say } = panel;
  const begun = panel.tab === "candidates" && panel.drafts.get(row.text) && say("begun");
  const said = [row.group && say(row.group === "selection" ? "selection" : `group_${row.group}`), row.count > 1 && say("times", { n: row.count }),
    row.open && say("open_sense"), row.name && row.name !== row.text && !row.open && say("entry", { name: row.name }), row.line && say("line", { n: row.line }), begun];
  return said.filter(Boolean).map((note) => el("span", { class: "note" }, note));
}

function context(panel, row, chosen) {
  const place = row.places[chosen ? panel.place : 0];
  const reason = row.reason?.length ? el("p", { class: "reason" }, row.reason[panel.page.language.startsWith("zh") ? 0 : 1]) : null;
  return el("div", { class: "context" }, place && el("p", {}, place.before.slice(-14), el("mark", {}, place.text), place.after.slice(0, 14)),
    chosen && row.places.length > 1 && stepper(panel, row), reason);
}

function stepper(panel, row) {
  const all = row.places.length;
  const step = (by, sign) => {
    const to = (panel.place + by + all) % all;
    const one = el("button", { type: "button", "aria-label": panel.say("places", { n: to + 1, all }), "data-focus": `step${by}` }, sign);
    one.addEventListener("click", () => panel.step(to));
    return one;
  };
  return el("p", { class: "stepper" }, step(-1, "‹"), panel.say("places", { n: panel.place + 1, all }), step(1, "›"));
}

function actions(panel, row) {
  const entry = row.entry;
  const place = row.places[panel.place];
  const here = place && { passage: place.passage, start: place.start };
  const never = () => panel.act({ do: "never", entry, scope: panel.scope });
  const always = ["M", "here", () => panel.act({ do: "here", entry, ...here }), "main"];
  if (panel.tab === "refused") return buttons(panel, [...(row.fixed ? [] : [always]), ["X", "never", never]]);
  if (panel.tab === "marks") return buttons(panel, [["N", "not_here", () => panel.act({ do: "not-here", entry, ...here }), "main"], ["X", "never", never]]);
  if (panel.tab === "senses") return senses(panel, row, here);
  const box = el("textarea", { rows: 2, id: "definition", placeholder: panel.say("definition_hint"), "data-focus": "definition" });
  box.value = panel.drafts.get(row.text);
  box.addEventListener("input", () => panel.drafts.set(row.text, box.value));
  const add = (type) => panel.act({ do: "add", type, definition: box.value, scope: panel.scope });
  keyed(box, "Enter", () => add(row.type));
  const types = Object.entries(TYPES).map(([type, key]) => [key, type, () => add(type), type === row.type ? "main" : ""]);
  const alias = el("div", {});
  if (panel.alias?.text === row.text) fillAlias(panel, alias, row);
  return el("div", { class: "acts" }, el("label", { for: "definition" }, panel.say("definition"), el("kbd", {}, "D")), box,
    el("div", { class: "as", role: "group", "aria-label": panel.say("add_as") }, ...types.map((one) => button(panel, ...one))),
    el("div", { class: "as" }, button(panel, "A", "alias", () => { fillAlias(panel, alias, row).field.focus(); }), button(panel, "X", "never", never)), alias);
}

/** The candidates of a form, the likeliest first, one button each. */
function senses(panel, row, here) {
  const list = row.choices.map((choice, number) => {
    const now = !row.open && choice.id === row.entry;
    const one = button(panel, String(number + 1), "", () => panel.act({ do: "sense", entry: choice.id, scope: panel.reach, ...here }), now ? "now" : "", choice.name);
    if (now) one.setAttribute("aria-current", "true");
    return el("li", {}, one, el("span", { class: `type ${choice.type}` }, panel.say(choice.type)), now && el("span", { class: "note" }, panel.say("sense_now")),
      choice.says && el("p", { class: "note" }, choice.says));
  });
  return el("div", { class: "acts" }, el("ol", { class: "senses", "aria-label": panel.say("senses_of", { text: row.text }) }, ...list));
}

function fillAlias(panel, holder, row) {
  panel.alias = { text: row.text, query: panel.alias?.text === row.text ? panel.alias.query : "" };
  const alias = new Alias({
    say: panel.say,
    query: panel.alias.query,
    find: (query) => panel.find(query),
    take: (entry) => panel.act({ do: "alias", entry: entry.id }),
    typed: (query) => { panel.alias.query = query; panel.keep(); },
  });
  holder.replaceChildren(alias.box);
  alias.search();
  return alias;
}

function buttons(panel, all) {
  return el("div", { class: "acts" }, el("div", { class: "as" }, ...all.map((one) => button(panel, ...one))));
}

/** A button with its key. */
export function button(panel, key, name, run, look = "", label = "") {
  const one = el("button", { type: "button", class: look, "data-key": key, "data-focus": `key-${key}`, "aria-keyshortcuts": key }, label || panel.say(name), el("kbd", { "aria-hidden": "true" }, key));
  one.addEventListener("click", run);
  return one;
}
