// Several rows decided at once: which are checked, and the buttons for them.

import { el } from "./dom.js";
import { button, keyOf, TYPES } from "./rows.js";

/** Checks the chosen row, or takes that back. */
export function check(panel) {
  const key = keyOf(panel.tab, panel.row);
  panel.recheck((checked) => checked[checked.has(key) ? "delete" : "add"](key));
}

/** Checks all rows of the kind of the chosen one; once more, takes that back. */
export function checkAlike(panel) {
  const like = panel.row;
  if (!like) return;
  const keys = panel.rows.filter((row) => row.type === like.type && row.group === like.group).map((row) => keyOf(panel.tab, row));
  panel.recheck((checked) => {
    const all = keys.every((key) => checked.has(key));
    for (const key of keys) checked[all ? "delete" : "add"](key);
  });
}

/** The buttons that decide all rows that are checked. */
export function batch(panel) {
  const { tab, say } = panel;
  const rows = panel.rows.filter((row) => panel.checked.has(keyOf(tab, row)));
  const all = (make) => () => panel.send("act", { page: panel.page.article, items: rows.map((row) => ({ text: row.text, entry: row.entry, ...make(row) })) });
  const add = (type) => all((row) => ({ do: "add", type: type ?? row.type, definition: panel.drafts.get(row.text), scope: panel.scope, entry: undefined }));
  const place = (row) => ({ passage: row.places[0].passage, start: row.places[0].start });
  const never = ["X", "never", all(() => ({ do: "never", scope: panel.scope }))];
  const acts = {
    candidates: [["B", "add_each", add(), "main"], ...Object.entries(TYPES).map(([type, key]) => [key, type, add(type)]), never],
    refused: [["M", "here", all((row) => ({ do: "here", ...place(row) })), "main"], never],
    marks: [["N", "not_here", all((row) => ({ do: "not-here", ...place(row) })), "main"], never],
  }[tab];
  return [el("div", { class: "as", role: "group", "aria-label": say("checked", { n: rows.length }) },
    ...acts.map((one) => button(panel, ...one)), button(panel, "V", "uncheck", () => panel.recheck((checked) => checked.clear())))];
}
