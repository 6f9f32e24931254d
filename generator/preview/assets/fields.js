// Fields of the desk's forms: a label, a control, and a hint that screen readers read with it.

import { el } from "./dom.js";

/** A field; `control` gets the id `name` and the hint. */
export function field(name, label, control, hint = "") {
  control.id = name;
  const about = hint && el("p", { class: "hint", id: `${name}-hint` }, hint);
  if (about) control.setAttribute("aria-describedby", about.id);
  return el("div", { class: "field" }, el("label", { for: name }, label), control, about);
}

/** A choice among options `[value, text]`. */
export function choice(options, value, attributes = {}) {
  const select = el("select", attributes, ...options.map(([name, text]) => el("option", { value: name }, text)));
  select.value = value;
  return select;
}

/** A line of text. */
export function line(value, attributes = {}) {
  const input = el("input", { type: "text", autocomplete: "off", ...attributes });
  input.value = value;
  return input;
}

/** Several lines. */
export function lines(value, rows = 2, attributes = {}) {
  const box = el("textarea", { rows, ...attributes });
  box.value = value;
  return box;
}

/** What is being done, or went wrong; screen readers hear it. */
export function status() {
  const box = el("p", { class: "said", role: "status", tabindex: "-1" });
  return Object.assign(box, {
    tell(text, bad = false) {
      box.textContent = text;
      box.classList.toggle("bad", bad);
    },
  });
}
