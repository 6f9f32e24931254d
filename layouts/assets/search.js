/* The search page: entries at once, by name, alias, English and pinyin (glossary.js, find.js); articles from Pagefind's index (fulltext.js).
 *
 * The page gives (search.html): #search with its texts as data-*, in it the field #q, #status, #results, and #ways, what is offered
 * where nothing is found. Pagefind is asked for when something is typed. Where there is no index (opened from a file, not built yet)
 * entries and titles are found all the same, and #status says what is missing. Budget: 6 kB.
 */
'use strict';

(() => {
  const z = zhushu, { make, fold, wordsOf, first, spot } = z, d = document, text = d.getElementById('search').dataset;
  const field = d.getElementById('q'), status = d.getElementById('status'), results = d.getElementById('results'), ways = d.getElementById('ways');
  const FEW = innerWidth < 640 ? 3 : 8, STEP = 10, MOST = 24, PAUSE = 120; // entries at first, articles at a time, entries by their text; ms between key and question
  const BEFORE = 24, AFTER = 72; // characters around what was found

  // ---------------------------------------------------------------- showing

  /** `content` around the first of `words`, each occurrence in <mark>. */
  const excerpt = (content, words) => {
    const start = Math.max(0, first(content, words) - BEFORE), part = content.slice(start, start + BEFORE + AFTER).replaceAll('\u2061', ' ').replaceAll('\u2064', '');
    const lower = fold(part), line = make('p', { className: 'p-summary' }, start ? '…' : '');
    let end = 0;
    if (lower.length === part.length) {
      for (let at = 0; at < part.length; at++) {
        const word = words.find(word => lower.startsWith(word, at));
        if (!word) continue;
        line.append(part.slice(end, at), make('mark', { textContent: part.slice(at, end = at + word.length) }));
        at = end - 1;
      }
    }
    line.append(part.slice(end), start + BEFORE + AFTER < content.length ? '…' : '');
    return line;
  };

  const article = (page, words) => make('li', {},
    make('h3', {}, make('a', { href: page.url + spot(page.content, words), textContent: page.title })),
    page.content === undefined ? '' : excerpt(page.content, words));

  const more = (left, click) => left > 0 ? [make('p', { className: 'further' }, make('button', { type: 'button', textContent: text.more.replace('{n}', left), onclick: click }))] : [];

  const group = (name, title, count, list, items, further) => {
    const heading = make('h2', { id: `found-${name}` }, `${title} `, make('span', { className: 'count', textContent: count }));
    const section = make('section', { className: `found ${name}` }, heading, make('ul', { className: list }, ...items), ...further);
    section.setAttribute('aria-labelledby', heading.id);
    return section;
  };

  const pathOf = url => decodeURI(new URL(url, location.href).pathname);

  /** What was found of a query: `state` holds rows (entries), pages (null while they are not known), left (not yet looked at). */
  const show = state => {
    const { rows, pages, left, words, all } = state, shown = all ? rows : rows.slice(0, FEW), groups = [];
    if (rows.length) groups.push(group('entries', text.entries, rows.length, 'rows', shown.map(z.item), more(rows.length - shown.length, () => { state.all = 1; show(state) })));
    if (pages?.length) groups.push(group('articles', text.articles, pages.length + left.length, 'teasers', pages.map(page => article(page, words)), more(left.length, async () => { await look(state); show(state) })));
    // Older articles stay until the new ones are there: a list that comes and goes with every key cannot be read.
    else if (!pages) groups.push(...results.querySelectorAll('.articles'));
    const at = results.contains(d.activeElement) && d.activeElement.href; // who is already among the results stays there
    results.replaceChildren(...groups);
    if (at) [...results.querySelectorAll('a')].find(link => link.href === at)?.focus();
    return rows.length + (pages ? pages.length + left.length : 0);
  };

  const looked = async pages => (await Promise.all(pages.map(page => page()))).filter(Boolean);
  /** Looks at the next articles. */
  const look = async state => {
    state.pages.push(...await looked(state.left.splice(0, STEP)));
    if (!state.pages.length && state.left.length) await look(state);
  };

  const say = (n, rest = '') => { status.textContent = `${n ? text.some.replace('{n}', n) : text.none} ${rest}`.trim() };

  /** What may have been meant, each a link to its search. */
  const mean = near => {
    if (!near.length) return;
    status.append(' ', text.mean, ...near.flatMap(({ dataset: { name } }, i) => [i ? '、' : '', make('a', { href: z.page(name), textContent: name })]));
  };

  // ---------------------------------------------------------------- the field

  let asked; // the newest query: an answer to an older one is thrown away
  const search = async () => {
    const query = field.value.trim();
    if (query === asked) return;
    asked = query;
    remember(query);
    ways.hidden = true;
    if (!query) {
      results.replaceChildren();
      status.textContent = '';
      return;
    }
    const names = await z.data();
    if (asked !== query) return;
    const ranked = z.best(names.entries, query), state = { rows: ranked.map(([, row]) => row), pages: null, left: [], words: wordsOf(query) };
    show(state);
    const engine = await z.pagefind();
    await new Promise(done => { setTimeout(done, PAUSE) });
    if (asked !== query) return;
    const by = ranked.some(([rank]) => rank === 0) ? 0 : 3; // the very name, else pinyin
    const named = ranked.filter(([rank]) => rank === by).slice(0, 3).map(([, row]) => row.dataset);
    state.pages = [];
    if (engine) {
      const byPath = new Map(names.entries.map(row => [pathOf(z.href(row.url)), row]));
      const { entries, articles } = await z.findPages(engine, query, named.map(({ name }) => name));
      state.left = articles;
      const told = (await looked(entries.slice(0, MOST))).map(({ url }) => byPath.get(pathOf(url)));
      state.rows = [...new Set([...state.rows, ...told.filter(Boolean)])];
      state.words = [fold(query), ...state.words];
      state.words.push(...named.flatMap(({ name, aliases }) => [name, ...aliases.split('|')]).map(fold).filter(Boolean));
      await look(state);
    } else {
      state.pages = z.best(names.titles, query).filter(([rank]) => rank < 5).map(([, { dataset, url }]) => ({ title: dataset.name, url: z.href(url) }));
    }
    if (asked !== query) return;
    const n = show(state);
    say(n, engine ? '' : text.missing);
    ways.hidden = n > 0;
    if (!n) mean(z.meant([...names.entries, ...names.titles], query));
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
    const stops = [field, ...results.querySelectorAll('a')], at = stops.indexOf(d.activeElement);
    if (at < 0) return;
    if (event.key === 'Enter' && at === 0) stops[1]?.click();
    if (event.key === 'Escape') {
      if (at === 0) { field.value = ''; search() } else field.focus();
    }
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (stops[next]) { event.preventDefault(); stops[next].focus() }
  };

  z.find = () => field.select();
  field.value ||= new URL(location.href).searchParams.get('q') ?? '';
  field.addEventListener('input', search);
  d.addEventListener('keydown', walk);
  field.focus();
  search();
})();
