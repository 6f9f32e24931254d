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
  const HAN = '[\\p{sc=Han}\\u3001-\\u303f\\uff01-\\uff60“”‘’…—]', SPACE = new RegExp(`(${HAN}) (?=${HAN})`, 'gu');
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
    const sure = new Map(marked.flatMap(answer => answer.results).map(result => [result.id, result]));
    const best = (await engine.search(query)).results; // by how much of the query they hold
    const found = new Map([...best.filter(({ id }) => sure.has(id)), ...sure.values(), ...best].map(result => [result.id, result]));
    const pages = await Promise.all([...found].slice(0, MOST_ARTICLES).map(async ([id, result]) => {
      const { url, meta, content } = await result.data();
      return { url, title: meta.title, content: joined(content), sure: sure.has(id) };
    }));
    // The index splits a query into words and asks for pages that have them all, anywhere; pages that have it as it was typed are
    // better, and where there are such, the others are left out.
    const exact = pages.filter(page => page.sure || holds(page, wordsOf(query)));
    return exact.length ? exact : pages;
  };

  /** Pagefind's text of a page, without the spaces that it puts between Han characters where an element with an id begins. */
  const joined = content => content.replace(SPACE, '$1');
  const wordsOf = query => query.toLowerCase().split(/\s+/).filter(Boolean);
  const formsOf = row => [row.dataset.name, ...row.dataset.aliases.split('|')].map(form => form.toLowerCase()).filter(Boolean);
  const holds = ({ title, content }, words) => {
    const all = `${title}\n${content}`.toLowerCase();
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

  const article = (page, words) => make('li', {},
    make('h3', {}, make('a', { href: page.url, textContent: page.title })),
    excerpt(page.content, words));

  const group = (name, title, list, items) => {
    const heading = make('h2', { id: `found-${name}` }, `${title} `, make('span', { className: 'count', textContent: items.length }));
    const section = make('section', { className: `found ${name}` }, heading, make('ul', { className: list }, ...items));
    section.setAttribute('aria-labelledby', heading.id);
    return section;
  };

  const pathOf = url => decodeURI(new URL(url, location.href).pathname);
  let byPath;
  /** The entry whose page `page` is, if it is one. */
  const rowOf = page => {
    byPath ??= new Map(rows.map(row => [pathOf(row.querySelector('a').getAttribute('href')), row]));
    return byPath.get(pathOf(page.url));
  };

  /** Shows the entries, and the articles where they are known; `pages` is null while they are not. */
  const show = (found, pages, words) => {
    const shown = [...new Set([...found, ...(pages ?? []).map(rowOf).filter(Boolean)])].slice(0, MOST_ENTRIES);
    const articles = (pages ?? []).filter(page => !rowOf(page));
    const groups = [];
    if (shown.length) groups.push(group('entries', text.entries, 'rows', shown.map(row => row.cloneNode(true))));
    if (articles.length) groups.push(group('articles', text.articles, 'teasers', articles.map(page => article(page, words))));
    // Older articles stay until the new ones are there: a list that comes and goes with every key cannot be read.
    else if (!pages) groups.push(...results.querySelectorAll('.articles'));
    const at = results.contains(document.activeElement) && document.activeElement.href; // who is already among the results stays there
    results.replaceChildren(...groups);
    if (at) [...results.querySelectorAll('a')].find(link => link.href === at)?.focus();
    return shown.length + articles.length;
  };

  const say = (n, more = '') => { status.textContent = `${n ? text.some.replace('{n}', n) : text.none} ${more}`.trim() };

  // ---------------------------------------------------------------- the field

  let asked; // the newest query: an answer to an older one is thrown away
  const search = async () => {
    const query = field.value.trim();
    if (query === asked) return;
    asked = query;
    remember(query);
    if (!query) {
      results.replaceChildren();
      status.textContent = '';
      return;
    }
    const { found, named } = findEntries(query);
    const n = show(found, null, []);
    const engine = await pagefind();
    if (asked !== query) return;
    if (!engine) {
      show(found, [], []);
      say(n, text.missing);
      return;
    }
    await new Promise(done => { setTimeout(done, PAUSE) });
    if (asked !== query) return;
    const pages = await findPages(engine, query, named);
    if (asked === query) say(show(found, pages, [...wordsOf(query), ...named.flatMap(formsOf)]));
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

  field.value ||= new URL(location.href).searchParams.get('q') ?? '';
  field.addEventListener('input', search);
  document.addEventListener('keydown', walk);
  field.focus();
  search();
})();
