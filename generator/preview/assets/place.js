// Keeps what the reader was looking at in its place across a reload, also where the text above it grew or shrank.

const KEY = "zhushu-place";
const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,figure,pre,tr,blockquote";

/** Notes the first block in view of the page `path`, for `restorePlace`. */
export function keepPlace(path) {
  const blocks = [...document.querySelectorAll(BLOCKS)];
  const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0 && scrolls(block));
  const top = index < 0 ? 0 : blocks[index].getBoundingClientRect().top;
  const start = index < 0 ? "" : blocks[index].textContent.slice(0, 200);
  sessionStorage.setItem(KEY, JSON.stringify({ path, index, start, top, y: scrollY }));
  history.scrollRestoration = "manual"; // the browser would put the same pixel there, and not the same text
}

/** Whether a block goes with the page: it is in no column that stays where it is, and in no closed box, where it still has a size. */
function scrolls(block) {
  if (!block.checkVisibility()) return false;
  for (let above = block; above; above = above.parentElement) {
    if (/sticky|fixed/.test(getComputedStyle(above).position)) return false;
  }
  return true;
}

/** Puts it back where the page `path` was noted; gives what does so again, once the panel has made the text narrower. */
export function restorePlace(path) {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (kept?.path !== path) return () => {};
  put(kept);
  const settle = () => {
    put(kept); // pictures and styles have come
    setTimeout(() => { history.scrollRestoration = "auto"; }, 100); // by then the browser has done what it does on loading
  };
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle, { once: true });
  return () => put(kept);
}

function put({ index, start, top, y }) {
  const blocks = [...document.querySelectorAll(BLOCKS)];
  const same = blocks.map((block, at) => [Math.abs(at - index), block]).filter(([, block]) => block.textContent.slice(0, 200) === start);
  const block = same.sort(([one], [other]) => one - other)[0]?.[1];
  const to = y === 0 || !block ? y : scrollY + block.getBoundingClientRect().top - top;
  scrollTo({ top: to, behavior: "instant" });
}
