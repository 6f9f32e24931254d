// A field to find an entry by name, alias or pinyin: a combobox with a list below it, all by keys.

import { el } from "./dom.js";

export class Alias {
  /** `find(query)` gives entries, `take(entry)` is told which one is meant, `typed(query)` of what is typed. */
  constructor({ say, find, take, typed, query = "" }) {
    Object.assign(this, { say, find, take, typed, at: 0, entries: [] });
    this.field = el("input", { type: "text", id: "alias-of", autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false",
      "aria-autocomplete": "list", "aria-controls": "alias-found", "data-focus": "alias-of" });
    this.field.value = query;
    this.list = el("ul", { class: "found", id: "alias-found", role: "listbox", "aria-label": say("alias_of") });
    this.none = el("p", { class: "note", role: "status" });
    this.field.addEventListener("input", () => { this.typed(this.field.value); this.search(); });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.box = el("div", { class: "alias" }, el("label", { for: "alias-of" }, say("alias_of")), this.field, this.list, this.none);
  }

  async search() {
    const query = this.field.value;
    const entries = await this.find(query);
    if (query !== this.field.value || !entries) return; // an answer to what is no longer asked
    Object.assign(this, { entries, at: 0 });
    this.draw();
  }

  draw() {
    this.list.replaceChildren(...this.entries.map((entry, at) => this.option(entry, at)));
    this.list.hidden = !this.entries.length;
    this.none.textContent = this.entries.length ? "" : this.say("alias_none");
    this.field.setAttribute("aria-expanded", this.entries.length > 0);
    if (this.entries.length) this.field.setAttribute("aria-activedescendant", `alias-${this.at}`);
    else this.field.removeAttribute("aria-activedescendant");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  option(entry, at) {
    const option = el("li", { role: "option", id: `alias-${at}`, "aria-selected": at === this.at }, el("span", {}, entry.name),
      el("span", { class: `type ${entry.type}` }, this.say(entry.type)));
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
    option.addEventListener("click", () => this.take(entry));
    return option;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !this.entries.length || (!step && event.key !== "Enter")) return;
    event.preventDefault();
    if (event.key === "Enter") return this.take(this.entries[this.at]);
    this.at = (this.at + step + this.entries.length) % this.entries.length;
    this.draw();
  }
}
