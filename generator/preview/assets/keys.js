// The keys of the review panel.

import { isTyping } from "./dom.js";
import { check, checkAlike } from "./batch.js";
import { NARROW, TABS, WIDE } from "./rows.js";

/** A key pressed in the panel: a letter decides, unless it is typed into a field. */
export function pressed(panel, event) {
  if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault();
    event.stopPropagation();
    if (!isTyping(event.target)) return panel.show(false);
    if (event.target.id === "alias-of") {
      panel.alias = null;
      panel.draw({ follow: false });
    }
    return panel.focus();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (!panel.data || panel.leaving) return event.key.length === 1 && panel.early.push(event.key);
  const run = command(panel, event.key, event.target);
  if (!run) return;
  event.preventDefault();
  run();
}

/** What a key does, given what has the focus; nothing for most keys. */
export function command(panel, key, target) {
  const arrows = target.type === "radio" && key.startsWith("Arrow");
  if (arrows) return null;
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (sideways && target.closest("[role=tab]")) return () => panel.open(TABS[(TABS.indexOf(panel.tab) + sideways + TABS.length) % TABS.length]);
  const vertical = { ArrowUp: -1, ArrowDown: 1, k: -1, j: 1 }[key];
  if (vertical && panel.rows.length) return () => panel.move(target.closest("[role=tab]") ? 0 : vertical);
  const letter = key.toUpperCase();
  if (letter === "U") return () => panel.undo();
  if (letter === "S" && !panel.scopes.hidden) return () => nextScope(panel);
  if (letter === "C" && panel.batches && panel.row) return () => check(panel);
  if (letter === "G" && panel.batches) return () => checkAlike(panel);
  const box = panel.list.querySelector("#definition");
  if (letter === "D" && box) return () => box.focus();
  const holder = panel.checked.size ? panel.bar : panel.list;
  const button = holder.querySelector(`[data-key="${CSS.escape(letter)}"]`);
  return button && (() => button.click());
}

function nextScope(panel) {
  const [choices, now] = panel.tab === "senses" ? [NARROW, panel.reach] : [WIDE, panel.scope];
  panel.reachTo(choices[(choices.indexOf(now) + 1) % choices.length]);
}
