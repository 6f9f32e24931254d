// The key of this run, without which the preview answers no question and writes nothing. No page holds it, as every user of
// this machine can read the pages. It comes in the address that `zhushu serve` printed, after the #, which a browser sends
// nowhere, and is kept for this origin: a cookie would be sent to servers on other ports of the machine too.

const NAME = "zhushu-key";
const GIVEN = /^#key=([\w-]+)$/;

/** The key that this browser has for a run, or "". Then the page is loaded again as soon as it gets one. */
export function keyOf(run) {
  const given = GIVEN.exec(location.hash)?.[1];
  if (given) {
    keep(`${run} ${given}`);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  const key = given ?? (kept().startsWith(`${run} `) ? kept().slice(run.length + 1) : "");
  addEventListener("hashchange", () => GIVEN.test(location.hash) && location.reload());
  if (!key) addEventListener("storage", (event) => event.key === NAME && location.reload());
  return key;
}

function kept() {
  try {
    return localStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

function keep(value) {
  try {
    localStorage.setItem(NAME, value);
  } catch {
    // forbidden: then the key is this page's alone
  }
}
