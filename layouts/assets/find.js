/* The box of “/” and ⌘K, on every page: entries and articles by their names at once, and the way to the full text.
 *
 * Loaded by reader.js when it is first asked for; the search page loads it too, for `zhushu.item` and `zhushu.data`. It asks for
 * glossary.js (how names are compared) and search/data.js (the names, and the texts of the box). <body> gives data-root. Budget: 6 kB.
 */
(() => {
  'use strict';
  const z = zhushu, d = document, { root } = d.body.dataset, MOST = 8;
  const make = z.make = (tag, props, ...children) => {
    const node = Object.assign(d.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const script = path => new Promise((done, failed) => {
    d.head.append(make('script', { src: root + path, onload: done, onerror: failed }));
  });

  let loading;
  /** The names, once: rows of entries { dataset, url, times, short } and of articles { dataset, url }. */
  z.data = () => loading ??= Promise.all([typeof entries === 'undefined' && script('assets/glossary.js'), z.found || script('search/data.js')]).then(() => ({
    entries: z.found.entries.map(([name, url, type, aliases, english, pinyin, times, short]) => ({ dataset: { name, type, aliases, english, pinyin }, url, times, short })),
    titles: z.found.titles.map(([name, url]) => ({ dataset: { name }, url })),
  }));

  /** Those of `rows` that answer `query`, best first. */
  z.best = (rows, query) => {
    const folded = entries.fold(query);
    return folded ? rows.map(row => [entries.rank(row, folded), row]).filter(([rank]) => rank < Infinity).sort(([a, x], [b, y]) => a - b || (y.times || 0) - (x.times || 0)) : [];
  };

  /** What may have been meant, nearest first. */
  z.meant = (rows, query) => rows.map(row => [entries.near(row, entries.fold(query)), row]).filter(([far]) => far < Infinity)
    .sort(([a], [b]) => a - b).slice(0, 3).map(([, row]) => row);

  z.href = url => root + url.split('/').map(encodeURIComponent).join('/');
  z.page = query => `${root}search.html?q=${encodeURIComponent(query)}`;

  /** An entry in a list of results. */
  z.item = ({ dataset: { name, type, english }, url, short }) => make('li', {},
    make('a', { href: z.href(url) }, type ? make('span', { className: `key ${type}`, textContent: name }) : name),
    ...english ? [' ', make('span', { className: 'mut', lang: 'en', textContent: english })] : [],
    ...short ? [make('p', { textContent: short })] : []);

  if (d.getElementById('q')) return;

  // ---------------------------------------------------------------- the box

  const style = make('link', { rel: 'stylesheet', href: root + 'assets/find.css' });
  const field = make('input', { type: 'search', autocomplete: 'off', spellcheck: false });
  const list = make('ul', {}), said = make('p', { className: 'mut' });
  said.role = 'status';
  const box = make('dialog', { id: 'find' }, field, said, list);
  let asked;

  const look = async () => {
    const query = asked = field.value.trim(), { entries, titles } = await z.data();
    if (asked !== query) return;
    if (!query) return list.replaceChildren(said.textContent = '');
    const found = z.best(entries, query).slice(0, MOST), named = z.best(titles, query).filter(([rank]) => rank < 5).slice(0, MOST);
    const items = [...found, ...named].map(([, row]) => z.item(row));
    const near = items.length ? [] : z.meant([...entries, ...titles], query);
    said.textContent = near.length ? z.said.mean : items.length ? '' : z.said.none;
    list.replaceChildren(...items, ...near.map(z.item), make('li', { className: 'full' }, make('a', { href: z.page(query), textContent: z.said.full.replace('{q}', query) })));
  };

  z.find = () => {
    if (box.open) return box.close();
    box.showModal();
    field.select();
    look();
  };
  field.oninput = look;
  box.onclick = e => { if (e.target === box) box.close() };
  box.onkeydown = e => {
    if (e.isComposing) return;
    if (e.key === 'Escape') { e.preventDefault(); box.close() } // a field would only be emptied
    const stops = [field, ...list.querySelectorAll('a')], at = stops.indexOf(d.activeElement);
    const next = stops[{ ArrowDown: at + 1, ArrowUp: at - 1 }[e.key]];
    if (next) { e.preventDefault(); next.focus() }
    // Enter follows what carries the very name; else it asks for the full text.
    if (e.key === 'Enter' && at === 0 && field.value.trim()) {
      const query = field.value.trim();
      z.data().then(({ entries, titles }) => {
        const [[rank, row] = []] = z.best([...entries, ...titles], query);
        location = rank === 0 ? z.href(row.url) : z.page(query);
      });
    }
  };
  z.data().then(() => { field.placeholder = field.ariaLabel = box.ariaLabel = z.said.find });
  style.onload = style.onerror = () => { d.body.append(box); z.find() };
  d.head.append(style);
})();
