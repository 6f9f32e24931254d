// Candidates and refused finds, highlighted in the article without touching its HTML (CSS Custom Highlight API).

import { rangeOf, readText } from "./locate.js";

const LONGEST = 60; // characters of a selection that can still be a name
const STYLE = `
::highlight(zhushu-candidate) { background-color: color-mix(in srgb, #e0a100 28%, transparent) }
::highlight(zhushu-refused) { background-color: color-mix(in srgb, #7d8794 30%, transparent) }
::highlight(zhushu-current) { background-color: #ffd84d; color: #1d1d1d }
@media (min-width: 60rem) { html[data-zhushu-panel] { padding-inline-end: 23rem } }
@media (max-width: 60rem) { html[data-zhushu-panel] body { padding-block-end: 60vh } }
@media (min-width: 60rem) and (max-width: 104rem) {
  html[data-zhushu-panel] :is(.toc, .rail) { display: none }
  html[data-zhushu-panel] .sheet { grid-template: none / minmax(0, var(--measure)) }
  html[data-zhushu-panel] :is(.sheet > *, .ways > *) { grid-area: auto / 1 }
}`; // the last block knows the packaged theme: beside the panel its side columns would squeeze the text

export class Marks {
  /** `chosen(tab, row, place)` is told of a click on a highlight, `picked(place)` of text that was selected. */
  constructor(chosen, picked) {
    this.article = document.querySelector(".e-content") ?? document.querySelector("article") ?? document.body;
    this.spots = []; // { tab, row, place (its number), range }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets.push(sheet);
    document.addEventListener("click", (event) => this.click(event, chosen));
    document.addEventListener("pointerup", (event) => event.target.closest?.("zhushu-preview") || setTimeout(() => this.selected(picked)));
    // A selection made by keys is complete when Shift is let go.
    document.addEventListener("keyup", (event) => event.key === "Shift" && !event.target.closest?.("zhushu-preview") && this.selected(picked));
  }

  /** Finds and highlights everything in the panel's data. */
  read(data) {
    this.text = readText(this.article);
    this.spots = ["candidates", "refused", "senses"].flatMap((tab) => data[tab].flatMap((row) => row.places.map((place, number) =>
      ({ tab, row, place: number, range: rangeOf(this.text, place) })))).filter((spot) => spot.range);
    this.paint("zhushu-candidate", this.spots.filter((spot) => spot.tab === "candidates"));
    this.paint("zhushu-refused", this.spots.filter((spot) => spot.tab === "refused" || (spot.tab === "senses" && spot.row.open)));
  }

  /** Highlights one place above all others and, where `panel` is given, brings it into the part of the window that it leaves free. */
  point(place, panel) {
    const range = place && rangeOf(this.text, place);
    this.paint("zhushu-current", range ? [{ range }] : []);
    if (!range || !panel) return;
    const { top, bottom } = range.getBoundingClientRect();
    const narrow = panel.getBoundingClientRect().left < innerWidth / 3;
    const floor = narrow ? panel.getBoundingClientRect().top : innerHeight;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (top < 60 || bottom > floor - 30) scrollBy({ top: top - floor / 2.5, behavior: calm ? "instant" : "smooth" });
  }

  clear() {
    for (const name of ["zhushu-candidate", "zhushu-refused", "zhushu-current"]) CSS.highlights?.delete(name);
    this.spots = [];
  }

  paint(name, spots) {
    const highlight = new Highlight(...spots.map((spot) => spot.range));
    highlight.priority = name === "zhushu-current" ? 1 : 0;
    CSS.highlights?.set(name, highlight);
  }

  click(event, chosen) {
    if (event.target.closest("a, button") || !getSelection().isCollapsed) return;
    const inside = ({ left, right, top, bottom }) => event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    const spot = this.spots.find(({ range }) => [...range.getClientRects()].some(inside));
    if (spot) chosen(spot.tab, spot.row, spot.place);
  }

  selected(picked) {
    if (!document.documentElement.hasAttribute("data-zhushu-panel")) return;
    const selection = getSelection();
    const text = selection.toString().trim();
    if (!text || text.length > LONGEST || text.includes("\n") || !this.article.contains(selection.anchorNode)) return;
    const { startContainer: from, startOffset: start, endContainer: to, endOffset: end } = selection.getRangeAt(0);
    picked({ text, before: (from.data ?? "").slice(Math.max(0, start - 10), start), after: (to.data ?? "").slice(end, end + 10) });
  }
}
