// The review panel: what there is to decide in this article, in place in its text, by one click or key. Never part of a built site.

import { Marks } from "./marks.js";
import { el, keyed } from "./dom.js";

const TYPES = { term: "T", person: "P", organization: "O", place: "L", product: "R", work: "W", event: "E" };
const TABS = ["candidates", "refused", "marks"];
const KEPT = "zhushu-panel";

/** Puts the panel into the preview's shadow root; `page` is what the server told of the page, `say` gives texts. */
export function mount(root, page, say) {
  return new Panel(root, page, say);
}

class Panel {
  constructor(root, page, say) {
    Object.assign(this, { page, say, busy: null, data: null, tab: "candidates", at: 0, place: 0, build: page.build });
    this.marks = new Marks((tab, row, place) => this.choose(tab, row, place), (picked) => this.pick(picked));
    this.toggle = el("button", { type: "button", id: "review", "aria-expanded": "false", "aria-controls": "panel", title: say("open") }, say("review"));
    this.toggle.addEventListener("click", () => this.show(true));
    root.getElementById("corner").append(this.toggle);
    this.box = this.frame();
    root.append(this.box);
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    if (kept.open) {
      Object.assign(this, { tab: kept.tab ?? "candidates", at: kept.at ?? 0 });
      this.show(true, { said: kept.said, focus: Boolean(kept.said) });
    }
  }

  // -------------------------------------------------------------- the frame

  frame() {
    const { say } = this;
    this.title = el("h2", { id: "panel-title" }, say("review"));
    this.undoButton = el("button", { type: "button", class: "undo", disabled: "" }, say("undo"), el("kbd", {}, "U"));
    this.undoButton.addEventListener("click", () => this.undo());
    const close = el("button", { type: "button", class: "x", "aria-label": say("close") }, "×");
    close.addEventListener("click", () => this.show(false));
    this.tabs = Object.fromEntries(TABS.map((name) => [name, this.tabButton(name)]));
    this.about = el("p", { class: "about" });
    this.list = el("ol", {});
    this.sheet = el("div", { class: "rows", role: "tabpanel", id: "rows" }, this.about, this.list);
    this.status = el("p", { class: "status", role: "status" });
    const bar = el("div", { class: "tabs", role: "tablist", "aria-labelledby": "panel-title" }, ...Object.values(this.tabs));
    const box = el("aside", { class: "panel", id: "panel", "aria-labelledby": "panel-title", hidden: "" },
      el("div", { class: "top" }, this.title, this.undoButton, close), bar, this.sheet, this.status, el("p", { class: "keys" }, say("keys")));
    box.addEventListener("keydown", (event) => this.key(event));
    return box;
  }

  tabButton(name) {
    const button = el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "rows", "data-tab": name });
    button.addEventListener("click", () => this.open(name));
    return button;
  }

  /** Opens or closes the panel; `said` is told once it is open, `focus` moves the focus into it. */
  async show(open, { said = "", focus = true } = {}) {
    this.box.hidden = !open;
    this.toggle.hidden = open;
    this.toggle.setAttribute("aria-expanded", open);
    document.documentElement.toggleAttribute("data-zhushu-panel", open);
    this.box.getRootNode().host.toggleAttribute("data-panel", open);
    this.keep();
    if (!open) {
      this.marks.clear();
      this.toggle.focus();
      return;
    }
    await this.refresh(said);
    if (focus) this.focus();
  }

  /** Remembers across a reload what is open, and what to say then. */
  keep(said = "") {
    sessionStorage.setItem(KEPT, JSON.stringify({ open: !this.box.hidden, tab: this.tab, at: this.at, said }));
  }

  // -------------------------------------------------------------- data

  async refresh(said = "") {
    if (!this.data) this.status.textContent = this.say("loading");
    const answer = await this.ask(`review?page=${encodeURIComponent(this.page.article)}`);
    if (answer.error) return this.fail(answer.error);
    this.data = answer;
    this.picked = null;
    this.status.textContent = said || (answer.annotated ? "" : this.say("not_annotated"));
    this.title.textContent = this.say("review_of", { title: answer.title });
    this.undoButton.disabled = !answer.undo;
    this.undoButton.title = answer.undo ? this.say("undo_of", { what: answer.undo }) : "";
    this.marks.read(answer);
    this.draw({ follow: !said }); // after a decision the author looks at what became of it
  }

  /** The page is up to date with build `number` and stays: what the panel shows may be old. */
  settle(number) {
    const old = number > this.build;
    this.build = Math.max(this.build, number);
    if (old && !this.box.hidden && this.data) this.refresh(this.status.textContent);
  }

  async ask(path, body) {
    const headers = { "x-zhushu-token": this.page.token, ...(body && { "content-type": "application/json" }) };
    try {
      const response = await fetch(`/_zhushu/${path}`, { headers, ...(body && { method: "POST", body: JSON.stringify(body) }) });
      const type = response.headers.get("content-type") ?? "";
      return type.startsWith("application/json") ? await response.json() : { error: (await response.text()).trim() };
    } catch {
      return { error: this.say("lost") };
    }
  }

  /** Sends a decision. The page reloads by itself where it changed; `live.js` waits for `busy` before it does. */
  async send(path, body) {
    if (this.busy) return;
    this.status.textContent = this.say("writing");
    const asked = this.ask(path, body);
    this.busy = asked.finally(() => { this.busy = null; });
    const answer = await asked;
    if (answer.error) return this.fail(answer.error);
    this.status.textContent = answer.done;
    this.keep(answer.done);
  }

  act(decision) {
    const row = this.row;
    if (row) this.send("act", { page: this.page.article, text: row.text, ...decision });
  }

  undo() {
    if (this.data?.undo) this.send("undo", { page: this.page.article });
  }

  fail(why) {
    this.status.textContent = this.say("failed", { why });
  }

  // -------------------------------------------------------------- what is chosen

  get rows() {
    const rows = this.data?.[this.tab] ?? [];
    return this.tab === "candidates" && this.picked ? [this.picked, ...rows] : rows;
  }

  get row() {
    return this.rows[this.at];
  }

  open(tab) {
    Object.assign(this, { tab, at: 0, place: 0 });
    this.keep();
    this.draw();
    this.tabs[tab].focus();
  }

  choose(tab, row, place = 0) {
    Object.assign(this, { tab, at: this.data[tab].indexOf(row) + (this.picked && tab === "candidates" ? 1 : 0), place });
    this.keep();
    this.draw();
    this.focus();
  }

  /** Takes text that the author selected in the article as a candidate. */
  pick(picked) {
    if (!this.data) return;
    this.picked = picked && { ...picked, type: "term", group: "selection", count: 1, places: [picked] };
    Object.assign(this, { tab: "candidates", at: 0, place: 0 });
    this.draw();
  }

  move(step) {
    this.at = Math.min(Math.max(this.at + step, 0), this.rows.length - 1);
    this.place = 0;
    this.keep();
    this.draw();
    this.focus();
  }

  focus() {
    (this.list.querySelector("[aria-expanded=true]") ?? this.tabs[this.tab]).focus({ preventScroll: true });
    this.list.querySelector(".row.chosen")?.scrollIntoView({ block: "nearest" });
  }

  // -------------------------------------------------------------- drawing

  draw({ follow = true } = {}) {
    this.at = Math.min(this.at, Math.max(this.rows.length - 1, 0));
    for (const [name, button] of Object.entries(this.tabs)) {
      button.replaceChildren(this.say(name), el("span", { class: "n" }, String(this.data[name].length)));
      button.setAttribute("aria-selected", name === this.tab);
      button.tabIndex = name === this.tab ? 0 : -1;
    }
    this.sheet.setAttribute("aria-labelledby", `tab-${this.tab}`);
    this.about.textContent = this.say(this.rows.length ? `${this.tab}_about` : `${this.tab}_none`);
    this.list.replaceChildren(...this.rows.map((row, at) => this.item(row, at)));
    this.marks.point(this.row?.places[this.place], follow && this.box);
  }

  item(row, at) {
    const chosen = at === this.at;
    const head = el("button", { type: "button", class: "head", "aria-expanded": chosen, tabindex: chosen ? 0 : -1 },
      el("b", {}, row.text), el("span", { class: `type ${row.type}` }, this.say(row.type)), ...this.notes(row));
    head.addEventListener("click", () => { this.at = at; this.move(0); });
    return el("li", { class: chosen ? "row chosen" : "row" }, head, this.context(row, chosen), chosen && this.actions(row));
  }

  notes(row) {
    const notes = [row.group && this.say(row.group === "selection" ? "selection" : `group_${row.group}`), row.count > 1 && this.say("times", { n: row.count }),
      row.name && row.name !== row.text && this.say("entry", { name: row.name }), row.line && this.say("line", { n: row.line })];
    return notes.filter(Boolean).map((note) => el("span", { class: "note" }, note));
  }

  context(row, chosen) {
    const place = row.places[chosen ? this.place : 0];
    const reason = row.reason?.length ? el("p", { class: "reason" }, row.reason[this.page.language.startsWith("zh") ? 0 : 1]) : null;
    return el("div", { class: "context" }, place && el("p", {}, place.before.slice(-14), el("mark", {}, place.text), place.after.slice(0, 14)),
      chosen && row.places.length > 1 && this.stepper(row), reason);
  }

  stepper(row) {
    const all = row.places.length;
    const step = (by, sign) => {
      const button = el("button", { type: "button", "aria-label": this.say("places", { n: ((this.place + by + all) % all) + 1, all }) }, sign);
      button.addEventListener("click", () => { this.place = (this.place + by + all) % all; this.draw(); this.focus(); });
      return button;
    };
    return el("p", { class: "stepper" }, step(-1, "‹"), this.say("places", { n: this.place + 1, all }), step(1, "›"));
  }

  actions(row) {
    const entry = row.entry;
    const place = row.places[this.place];
    const here = place && { passage: place.passage, start: place.start };
    const never = () => this.act({ do: "never", entry });
    const always = ["M", "here", () => this.act({ do: "here", entry, ...here }), "main"];
    if (this.tab === "refused") return this.buttons([...(row.fixed ? [] : [always]), ["X", "never", never]]);
    if (this.tab === "marks") return this.buttons([["N", "not_here", () => this.act({ do: "not-here", entry, ...here }), "main"], ["X", "never", never]]);
    const box = el("textarea", { rows: 2, id: "definition", placeholder: this.say("definition_hint") });
    const add = (type) => this.act({ do: "add", type, definition: box.value });
    keyed(box, "Enter", () => add(row.type));
    const types = Object.entries(TYPES).map(([type, key]) => [key, type, () => add(type), type === row.type ? "main" : ""]);
    const alias = el("div", { class: "alias" });
    return el("div", { class: "acts" }, el("label", { for: "definition" }, this.say("definition"), el("kbd", {}, "D")), box,
      el("div", { class: "as", role: "group", "aria-label": this.say("add_as") }, ...types.map((one) => this.button(...one))),
      el("div", { class: "as" }, this.button("A", "alias", () => this.askAlias(alias)), this.button("X", "never", never)), alias);
  }

  buttons(all) {
    return el("div", { class: "acts" }, el("div", { class: "as" }, ...all.map((one) => this.button(...one))));
  }

  button(key, name, run, look = "") {
    const button = el("button", { type: "button", class: look, "data-key": key }, this.say(name), el("kbd", {}, key));
    button.addEventListener("click", run);
    return button;
  }

  /** A field to find the entry that the candidate is another name of. */
  askAlias(holder) {
    const found = el("ul", { class: "found", "aria-label": this.say("alias_of") });
    const field = el("input", { type: "search", id: "alias-of", autocomplete: "off" });
    const search = async () => {
      const entries = await this.ask(`entries?q=${encodeURIComponent(field.value)}`);
      if (!Array.isArray(entries)) return this.fail(entries.error);
      found.replaceChildren(...(entries.length ? entries.map((entry) => this.aliasItem(entry)) : [el("li", { class: "note" }, this.say("alias_none"))]));
    };
    field.addEventListener("input", search);
    holder.replaceChildren(el("label", { for: "alias-of" }, this.say("alias_of")), field, found);
    field.focus();
    search();
  }

  aliasItem(entry) {
    const button = el("button", { type: "button" }, entry.name, el("span", { class: `type ${entry.type}` }, this.say(entry.type)));
    button.addEventListener("click", () => this.act({ do: "alias", entry: entry.id }));
    return el("li", {}, button);
  }

  // -------------------------------------------------------------- keys

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      const typing = event.target.closest("textarea, input");
      return typing ? this.focus() : this.show(false);
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest("textarea, input")) return;
    const run = this.command(event.key, event.target);
    if (!run) return;
    event.preventDefault();
    run();
  }

  command(key, target) {
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (sideways && target.closest("[role=tab]")) return () => this.open(TABS[(TABS.indexOf(this.tab) + sideways + TABS.length) % TABS.length]);
    const vertical = { ArrowUp: -1, ArrowDown: 1, k: -1, j: 1 }[key];
    if (vertical && this.rows.length) return () => this.move(target.closest("[role=tab]") ? 0 : vertical);
    const letter = key.toUpperCase();
    if (letter === "U") return () => this.undo();
    const box = this.list.querySelector("#definition");
    if (letter === "D" && box) return () => box.focus();
    const button = this.list.querySelector(`[data-key="${CSS.escape(letter)}"]`);
    return button && (() => button.click());
  }
}
