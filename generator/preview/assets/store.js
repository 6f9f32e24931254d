// What the author has begun and not yet sent: definitions by article and word. It outlives reloads and tabs.

const PREFIX = "zhushu-definition";

/** The definitions begun in one article of one site. Where the browser keeps nothing, they live as long as the page. */
export function drafts(site, article) {
  const memory = new Map();
  const key = (text) => [PREFIX, site, article, text].join("\n");
  return {
    get(text) {
      try {
        return localStorage.getItem(key(text)) ?? "";
      } catch {
        return memory.get(text) ?? "";
      }
    },
    set(text, value) {
      try {
        if (value.trim()) localStorage.setItem(key(text), value);
        else localStorage.removeItem(key(text));
      } catch {
        memory.set(text, value);
      }
    },
  };
}

/** A state kept for this tab, across a reload. */
export function kept(name) {
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(name) ?? "{}");
      } catch {
        return {};
      }
    },
    write(state) {
      try {
        sessionStorage.setItem(name, JSON.stringify(state));
      } catch {
        // full, or forbidden: then it is not kept
      }
    },
  };
}
