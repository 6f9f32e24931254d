// The review panel: what there is to decide in this article, in place in its text, by one click or key. Never part of a built site.

import { Marks } from "./marks.js";
import { ask, el, isTyping } from "./dom.js";
import { drafts, kept } from "./store.js";
import { item, keyOf, NARROW, TABS, WIDE } from "./rows.js";
import { batch, checkAlike } from "./batch.js";
import { command, pressed } from "./keys.js";

const BATCHED = ["candidates", "refused", "marks"];
export const KEPT = "zhushu-panel";

/** Puts the panel into the preview's shadow root; `page` is what the server told of the page, `say` gives texts. */
export function mount(root, page, say) {
  return new Panel(root, page, say);
}

class Panel {
  constructor(root, page, say) {
    Object.assign(this, { root, page, say, sending: null, composing: null, data: null, tab: "candidates", at: 0, place: 0, scope: "site", reach: "here" });
    Object.assign(this, { build: page.build, checked: new Set(), picked: null, alias: null, early: [], leaving: false, shown: "", drafts: drafts(page.site, page.source), memory: kept(KEPT) });
    this.marks = new Marks((tab, row, place) => this.choose(tab, row, place), (picked) => this.pick(picked));
    this.toggle = el("button", { type: "button", id: "review", "aria-expanded": "false", "aria-controls": "panel", title: say("open") }, say("review"));
    this.toggle.addEventListener("click", () => this.show(true));
    root.getElementById("corner").append(this.toggle);
    this.box = this.frame();
    root.append(this.box);
    addEventListener("pagehide", () => this.keep(this.due || this.said));
    this.restore(this.memory.read());
  }

  /** Opens the panel as it was before the page was loaded again. */
  restore(state) {
    if (!state.open) return;
    Object.assign(this, { tab: TABS.includes(state.tab) ? state.tab : "candidates", at: state.at ?? 0, scope: state.scope ?? "site", reach: state.reach ?? "here" });
    if (state.source === this.page.source) Object.assign(this, { early: state.early ?? [], wanted: state.row, picked: state.picked ?? null, alias: state.alias ?? null, checked: new Set(state.checked) });
    this.show(true, { said: state.said, focus: state.focus, caret: state.caret, follow: false }); // the author looks at what became of it
  }

  // -------------------------------------------------------------- the frame

  frame() {
    const { say } = this;
    this.title = el("h2", { id: "panel-title" }, say("review"));
    // A disabled button would drop the focus when the last decision is taken back.
    this.undoButton = el("button", { type: "button", class: "undo", "aria-disabled": "true", "data-focus": "undo", "aria-keyshortcuts": "U" }, say("undo"), el("kbd", { "aria-hidden": "true" }, "U"));
    this.undoButton.addEventListener("click", () => this.undo());
    const close = el("button", { type: "button", class: "x", "aria-label": say("close"), "data-focus": "close" }, "×");
    close.addEventListener("click", () => this.show(false));
    this.tabs = Object.fromEntries(TABS.map((name) => [name, this.tabButton(name)]));
    this.about = el("p", { class: "about", id: "about" });
    this.scopes = el("fieldset", { class: "scopes" });
    this.list = el("ol", {});
    this.sheet = el("div", { class: "rows", role: "tabpanel", id: "rows" }, this.about, this.list);
    this.bar = el("div", { class: "batch", hidden: "" });
    this.status = el("p", { class: "status", role: "status" });
    const bar = el("div", { class: "tabs", role: "tablist", "aria-labelledby": "panel-title" }, ...Object.values(this.tabs));
    const box = el("aside", { class: "panel", id: "panel", "aria-labelledby": "panel-title", hidden: "" },
      el("div", { class: "top" }, this.title, this.undoButton, close), bar, this.scopes, this.sheet, this.bar, this.status, el("p", { class: "keys" }, say("keys")));
    box.addEventListener("keydown", (event) => pressed(this, event));
    box.addEventListener("compositionstart", () => { this.composing ??= new Promise((done) => box.addEventListener("compositionend", done, { once: true })); });
    box.addEventListener("compositionend", () => { this.composing = null; });
    return box;
  }

  tabButton(name) {
    const button = el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "rows", "data-tab": name, "data-focus": `tab-${name}` });
    button.addEventListener("click", () => this.open(name));
    return button;
  }

  /** How far a decision reaches: radio buttons, by keys with S. */
  drawScopes() {
    const senses = this.tab === "senses";
    const choices = senses ? NARROW : WIDE;
    const now = senses ? this.reach : this.scope;
    this.scopes.hidden = this.tab === "done";
    this.scopes.replaceChildren(el("legend", {}, this.say("scope"), el("kbd", { "aria-hidden": "true" }, "S")), ...choices.map((name) => {
      const radio = el("input", { type: "radio", name: "scope", value: name, "data-focus": `scope-${name}` });
      radio.checked = name === now;
      radio.addEventListener("change", () => this.reachTo(name, false));
      return el("label", {}, radio, this.say(`scope_${name}`));
    }));
  }

  reachTo(name, tell = true) {
    this[this.tab === "senses" ? "reach" : "scope"] = name;
    this.draw({ follow: false });
    if (tell) this.tell(`${this.say("scope")} ${this.say(`scope_${name}`)}`);
  }

  /** Opens or closes the panel; `said` is told once it is open, `focus` names what gets the focus, or is true. */
  async show(open, { said = "", focus = true, caret = null, follow = true } = {}) {
    this.box.hidden = !open;
    this.toggle.hidden = open;
    this.toggle.setAttribute("aria-expanded", open);
    document.documentElement.toggleAttribute("data-zhushu-panel", open);
    this.root.host.toggleAttribute("data-panel", open);
    this.keep(said);
    if (!open) {
      this.marks.clear();
      this.toggle.focus();
      return;
    }
    if (focus) this.tabs[this.tab].focus({ preventScroll: true }); // not nowhere, while the answer is on its way
    await this.refresh(said, follow);
    if (focus) this.focusOn(focus, caret);
    for (const key of this.early.splice(0)) command(this, key, this.root.activeElement)?.();
  }

  /** Whether a reload has to wait: for an answer, or for a word that is being composed. */
  get busy() {
    return this.sending ?? this.composing;
  }

  /** The page is about to be loaded again: keys that are pressed until then are meant for the new one. */
  leave() {
    this.leaving = true;
  }

  /** Remembers across a reload what is open and chosen, where the focus is, and what to say then. */
  keep(said = "") {
    const { tab, at, scope, reach, picked, alias, early } = this;
    const row = this.row ? keyOf(tab, this.row) : this.wanted;
    const active = this.root.activeElement;
    const focus = this.box.contains(active) ? active.dataset.focus ?? "head" : null;
    this.memory.write({ open: !this.box.hidden, source: this.page.source, tab, at, row, scope, reach, picked, alias, early, said, focus, caret: active?.selectionStart ?? null, checked: [...this.checked] });
  }

  // -------------------------------------------------------------- data

  /** Asks what there is to decide and draws it; `follow` brings the chosen place into view. */
  async refresh(said = "", follow = false) {
    this.due = said; // to be told on the next page, where a reload comes before the answer
    if (!this.data) this.tell(this.say("loading"));
    const told = this.said;
    const answer = await this.ask(`review?page=${encodeURIComponent(this.page.article)}`);
    if (answer.error) {
      this.fail(answer.error);
      this.said = ""; // after a reload it may not be true any more
      return;
    }
    if (this.said === told) this.tell(said || (answer.annotated ? "" : this.say("not_annotated"))); // else what was done since is told
    this.due = "";
    const text = JSON.stringify(answer);
    if (text === this.shown && this.data) return;
    this.shown = text;
    this.wanted ??= this.row && keyOf(this.tab, this.row);
    this.data = { ...answer, done: answer.steps };
    if (this.picked && [...answer.candidates, ...answer.marks].some((row) => row.text === this.picked.text)) this.picked = null;
    this.title.textContent = this.say("review_of", { title: answer.title });
    this.undoButton.setAttribute("aria-disabled", !answer.undo);
    this.undoButton.title = answer.undo ? this.say("undo_of", { what: answer.undo }) : "";
    this.marks.read(answer);
    const found = this.wanted === undefined ? -1 : this.rows.findIndex((row) => keyOf(this.tab, row) === this.wanted);
    if (found >= 0) this.at = found;
    this.wanted = undefined;
    const known = new Set(this.rows.map((row) => keyOf(this.tab, row)));
    this.checked = new Set([...this.checked].filter((key) => known.has(key)));
    this.draw({ follow });
  }

  /** The page is up to date with build `number` and stays: what the panel shows may be old. */
  settle(number) {
    const old = number > this.build;
    this.build = Math.max(this.build, number);
    if (!old || this.box.hidden || !this.data) return;
    this.refresh(this.said);
  }

  ask(path, body) {
    return ask(path, this.page.token, this.say("lost"), body);
  }

  async find(query) {
    const entries = await this.ask(`entries?q=${encodeURIComponent(query)}`);
    return Array.isArray(entries) ? entries : this.fail(entries.error);
  }

  /** Sends a decision. The page reloads by itself where it changed; `live.js` waits for `busy` before it does. */
  async send(path, body) {
    if (this.sending) return;
    this.due = "";
    this.tell(this.say("writing"));
    const asked = this.ask(path, body);
    this.sending = asked.then(() => { this.sending = null; });
    const answer = await asked;
    if (answer.error) return this.fail(answer.error);
    for (const one of path === "act" ? body.items ?? [body] : []) if (one.do === "add") this.drafts.set(one.text, "");
    for (const [text, definition] of Object.entries(answer.typed ?? {})) this.drafts.set(text, definition);
    if (body.items) this.checked.clear();
    else this.alias = null;
    this.tell(answer.done);
    // The next row comes where this one was; its buttons must not get a key that was meant for this one.
    const active = this.root.activeElement;
    if (!active || this.list.contains(active) || this.bar.contains(active)) this.focus();
    this.keep(answer.done);
  }

  act(decision) {
    const row = this.row;
    if (row) this.send("act", { page: this.page.article, text: row.text, ...decision });
  }

  undo(number) {
    if (this.data?.undo) this.send("undo", { page: this.page.article, ...(number && { number }) });
    else this.tell(this.say("undo_none"));
  }

  tell(said) {
    this.said = said;
    this.status.textContent = said;
  }

  fail(why) {
    this.tell(this.say("failed", { why }));
  }

  // -------------------------------------------------------------- what is chosen

  get rows() {
    const rows = this.data?.[this.tab] ?? [];
    return this.tab === "candidates" && this.picked ? [this.picked, ...rows] : rows;
  }

  get row() {
    return this.rows[this.at];
  }

  get batches() {
    return BATCHED.includes(this.tab);
  }

  open(tab) {
    Object.assign(this, { tab, at: 0, place: 0, checked: new Set() });
    this.keep();
    this.draw();
    this.tabs[tab].focus();
  }

  choose(tab, row, place = 0) {
    if (tab !== this.tab) this.checked = new Set();
    this.tab = tab;
    Object.assign(this, { at: this.rows.indexOf(row), place });
    this.draw();
    this.focus();
    this.keep();
  }

  step(place) {
    this.place = place;
    this.draw();
  }

  /** Takes text that the author selected in the article as a candidate; the keys then mean it. */
  pick(picked) {
    if (!this.data) return;
    const known = this.data.candidates.find((row) => row.text === picked.text);
    if (known) return this.choose("candidates", known);
    this.picked = { ...picked, type: "term", group: "selection", count: 1, places: [picked] };
    Object.assign(this, { tab: "candidates", at: 0, place: 0, checked: new Set() });
    this.draw({ follow: false });
    this.focus();
    this.keep();
  }

  move(step) {
    this.at = Math.min(Math.max(this.at + step, 0), this.rows.length - 1);
    this.place = 0;
    this.draw();
    this.focus();
    this.keep();
  }

  // -------------------------------------------------------------- focus

  focus() {
    (this.list.querySelector(".chosen .head") ?? this.tabs[this.tab]).focus({ preventScroll: true });
    this.list.querySelector(".row.chosen")?.scrollIntoView({ block: "nearest" });
  }

  /** The focus on what is named so, or on the chosen row: never nowhere. */
  focusOn(name, caret = null) {
    const target = typeof name === "string" && this.box.querySelector(`[data-focus="${CSS.escape(name)}"]`);
    if (!target || target.closest("[hidden]")) return this.focus();
    target.focus({ preventScroll: true });
    if (caret !== null && isTyping(target)) target.setSelectionRange(caret, caret);
    this.list.querySelector(".row.chosen")?.scrollIntoView({ block: "nearest" });
  }

  // -------------------------------------------------------------- drawing

  /** Draws everything anew; what had the focus, has it still. */
  draw({ follow = true } = {}) {
    const active = this.root.activeElement;
    const held = this.box.contains(active) ? [active.dataset.focus ?? "head", active.selectionStart ?? null] : null;
    this.at = Math.max(Math.min(this.at, this.rows.length - 1), 0);
    this.place = Math.min(this.place, Math.max((this.row?.places?.length ?? 1) - 1, 0));
    for (const [name, button] of Object.entries(this.tabs)) {
      button.replaceChildren(this.say(name), el("span", { class: "n" }, String(this.data?.[name].length ?? 0)));
      button.setAttribute("aria-selected", name === this.tab);
      button.tabIndex = name === this.tab ? 0 : -1;
    }
    this.drawScopes();
    this.sheet.setAttribute("aria-labelledby", `tab-${this.tab}`);
    this.about.replaceChildren(this.say(this.rows.length ? `${this.tab}_about` : `${this.tab}_none`), ...this.alike());
    this.list.replaceChildren(...this.rows.map((row, at) => item(this, row, at)));
    this.bar.hidden = !this.checked.size;
    this.bar.replaceChildren(...(this.checked.size ? batch(this) : []));
    this.marks.point(this.row?.places?.[this.place], follow && this.box);
    if (held) this.focusOn(...held);
  }

  /** The button that checks all rows of one kind. */
  alike() {
    if (!this.batches || this.rows.length < 2) return [];
    const button = el("button", { type: "button", class: "alike", "data-focus": "alike", "aria-keyshortcuts": "G" }, this.say("alike"), el("kbd", { "aria-hidden": "true" }, "G"));
    button.addEventListener("click", () => checkAlike(this));
    return [" ", button];
  }

  /** Checks or unchecks rows, and tells how many are checked then. */
  recheck(change, focus = "head") {
    change(this.checked);
    this.draw({ follow: false });
    this.focusOn(focus);
    this.tell(this.say("checked", { n: this.checked.size }));
    this.keep(this.said);
  }
}
