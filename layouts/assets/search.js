/* The search page: entries at once, by name, alias, English and pinyin (glossary.js); articles from Pagefind's index.
 *
 * The page gives (search.html): #search with data-root (the way to the site's root) and its texts in data-entries, data-articles,
 * data-some ("找到 {n} 条"), data-none and data-missing; in it the field #q, #status, #results; and <template id="entries"> with a row for
 * every entry. Pagefind is asked for when something is typed. Where there is no index (opened from a file, search not built) the
 * entries are found all the same, and #status says what is missing.
 */
'use strict';

(() => {
  const page = document.getElementById('search'), text = page.dataset;
  const field = document.getElementById('q'), status = document.getElementById('status'), results = document.getElementById('results');
  const rows = [...document.getElementById('entries').content.querySelectorAll('li')];
  const root = new URL(text.root || '.', location.href);
  const MOST_ENTRIES = 24, MOST_ARTICLES = 30, PAUSE = 150; // results, results, milliseconds between key and question
  const BEFORE = 24, AFTER = 72; // characters around what was found

  // ---------------------------------------------------------------- asking

  /** The entries that answer `query`, best first; whole names apart, because articles are found by them. */
  const findEntries = query => {
    const folded = entries.fold(query);
    const ranked = rows.map(row => [entries.rank(row, folded), row]).filter(([rank]) => rank < Infinity);
    ranked.sort(([a], [b]) => a - b);
    return { found: ranked.map(([, row]) => row), named: ranked.filter(([rank]) => rank === 0).map(([, row]) => row) };
  };

  let loading;
  /** Pagefind, loaded once; null where there is none. */
  const pagefind = () => {
    if (location.protocol === 'file:') return null; // a file may not fetch the index
    loading ??= import(new URL('pagefind/pagefind.js', root).href).then(async module => {
      await module.options({ baseUrl: root.pathname });
      await module.init();
      return module;
    }).catch(() => null);
    return loading;
  };

  /** Pages from the index: first those that mark an entry of that very name (no segmenter need know the word), then the full text. */
  const findPages = async (engine, query, named) => {
    const marked = await Promise.all(named.map(row => engine.search(null, { filters: { entry: row.dataset.name } })));
    const full = await engine.search(query);
    const found = new Map([...marked, full].flatMap(answer => answer.results).map(result => [result.id, result]));
    const data = await Promise.all([...found.values()].slice(0, MOST_ARTICLES).map(result => result.data()));
    const words = [...wordsOf(query), ...named.flatMap(formsOf)];
    // The index joins by word, and words that stand apart in a page can make up the query: those pages come only where nothing better is.
    const exact = data.filter(item => holds(item, wordsOf(query)) || named.length && words.some(word => holds(item, [word])));
    return { pages: exact.length ? exact : data, words };
  };

  const wordsOf = query => query.toLowerCase().split(/\s+/).filter(Boolean);
  const formsOf = row => [row.dataset.name, ...row.dataset.aliases.split('|')].map(form => form.toLowerCase()).filter(Boolean);
  const holds = (item, words) => {
    const all = `${item.meta.title}\n${item.content}`.toLowerCase();
    return words.every(word => all.includes(word));
  };

  // ---------------------------------------------------------------- showing

  const make = (tag, props, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };

  /** `content` around the first of `words`, each occurrence in <mark>. */
  const excerpt = (content, words) => {
    const lower = content.toLowerCase();
    const firsts = words.map(word => lower.indexOf(word)).filter(at => at >= 0);
    const start = Math.max(0, (firsts.length ? Math.min(...firsts) : 0) - BEFORE);
    const part = content.slice(start, start + BEFORE + AFTER);
    const pattern = new RegExp(words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|') || '$^', 'gi');
    const line = make('p', { className: 'p-summary' }, start ? '…' : '');
    let end = 0;
    for (const match of part.matchAll(pattern)) {
      line.append(part.slice(end, match.index), make('mark', { textContent: match[0] }));
      end = match.index + match[0].length;
    }
    line.append(part.slice(end), start + part.length < content.length ? '…' : '');
    return line;
  };

  const article = (item, words) => make('li', {},
    make('h3', {}, make('a', { href: item.url, textContent: item.meta.title })),
    excerpt(item.content, words));

  const group = (name, title, list, items) => {
    const heading = make('h2', { id: `found-${name}` }, `${title} `, make('span', { className: 'count', textContent: items.length }));
    const section = make('section', { className: `found ${name}` }, heading, make('ul', { className: list }, ...items));
    section.setAttribute('aria-labelledby', heading.id);
    return section;
  };

  const pathOf = url => decodeURI(new URL(url, location.href).pathname);
  let byPath;
  /** The entry whose page `item` is, if it is one. */
  const rowOf = item => {
    byPath ??= new Map(rows.map(row => [pathOf(row.querySelector('a').getAttribute('href')), row]));
    return byPath.get(pathOf(item.url));
  };

  const show = (query, found, pages, words, missing) => {
    const shown = [...new Set([...found, ...pages.map(rowOf).filter(Boolean)])].slice(0, MOST_ENTRIES);
    const articles = pages.filter(item => !rowOf(item));
    results.replaceChildren();
    if (shown.length) results.append(group('entries', text.entries, 'rows', shown.map(row => row.cloneNode(true))));
    if (articles.length) results.append(group('articles', text.articles, 'teasers', articles.map(item => article(item, words))));
    const n = shown.length + articles.length;
    status.textContent = [query && (n ? text.some.replace('{n}', n) : text.none), missing && text.missing].filter(Boolean).join(' ');
  };

  // ---------------------------------------------------------------- the field

  let asked = ''; // the newest query: an answer to an older one is thrown away
  const search = async () => {
    const query = field.value.trim();
    asked = query;
    remember(query);
    if (!query) return show('', [], [], [], false);
    const { found, named } = findEntries(query);
    const engine = await pagefind();
    if (!engine) return asked === query && show(query, found, [], [], true);
    await new Promise(done => { setTimeout(done, PAUSE) });
    if (asked !== query) return undefined;
    const { pages, words } = await findPages(engine, query, named);
    return asked === query && show(query, found, pages, words, false);
  };

  /** The query stands in the address, so that a search can be kept, sent, and found again by going back. */
  const remember = query => {
    const url = new URL(location.href);
    if (query) url.searchParams.set('q', query); else url.searchParams.delete('q');
    try { history.replaceState(null, '', url) } catch { /* some browsers refuse it for files */ }
  };

  /** Arrows walk from the field through the results and back; Escape leads to the field, and there empties it. */
  const walk = event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [field, ...results.querySelectorAll('a')], at = stops.indexOf(document.activeElement);
    if (event.key === '/' && at !== 0) { event.preventDefault(); field.select() }
    if (at < 0) return;
    if (event.key === 'Enter' && at === 0) stops[1]?.click();
    if (event.key === 'Escape') {
      if (at === 0) { field.value = ''; search() } else field.focus();
    }
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (stops[next]) { event.preventDefault(); stops[next].focus() }
  };

  field.closest('[hidden]').hidden = false;
  field.value ||= new URL(location.href).searchParams.get('q') ?? '';
  field.addEventListener('input', search);
  document.addEventListener('keydown', walk);
  field.focus();
  search();
})();
