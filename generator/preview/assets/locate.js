// Finds in the page what the server tells by its words: a text, and what stands before and behind it.
// Marks and emphasis cut the page's text into many nodes, and line breaks in the source come and go; so white space does not count.

const SKIP = "script,style,[role=doc-glossary],nav,zhushu-preview";

/** The article's text without white space, and for each of its characters the node and offset it stands at. */
export function readText(article) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(SKIP) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const spots = [];
  let flat = "";
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    for (let offset = 0; offset < data.length; offset += 1) {
      if (/\s/.test(data[offset])) continue;
      flat += data[offset];
      spots.push([walker.currentNode, offset]);
    }
  }
  return { flat, spots };
}

/** The range of a place `{before, text, after}`, or null. The more of its surroundings fits, the better. */
export function rangeOf({ flat, spots }, place) {
  const [before, text, after] = [place.before, place.text, place.after].map((part) => part.replace(/\s+/g, ""));
  for (const width of [24, 10, 4, 0]) {
    const left = width ? before.slice(-width) : "";
    const right = width ? after.slice(0, width) : "";
    const at = flat.indexOf(left + text + right);
    if (at >= 0) return rangeAt(spots, at + left.length, at + left.length + text.length);
  }
  return null;
}

function rangeAt(spots, start, end) {
  const range = new Range();
  range.setStart(...spots[start]);
  range.setEnd(spots[end - 1][0], spots[end - 1][1] + 1);
  return range;
}
