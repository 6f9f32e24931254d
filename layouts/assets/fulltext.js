/* The full text, by Pagefind. Its index is in shards, and holds each Chinese character as a word, simplified
 * (generator/site/search_document.py): so a word is asked for as a phrase of characters, which finds it wherever it stands, one character
 * too. Loaded by the search page, before search.js. Budget: 6 kB.
 */
'use strict';

(() => {
  const z = zhushu, root = new URL(document.body.dataset.root || '.', location.href);
  const HAN = /[\u3005\u3007\u3400-\u9fff\u{20000}-\u{3ffff}]/u, EACH = new RegExp(HAN, 'gu'), OTHER = /[^\p{L}\p{N}\u3005\u3007]+/gu;

  const LONG = 80; // characters of a sentence that a link names whole

  let loading;
  /** Pagefind with all its shards, loaded once; null where there is none. */
  const pagefind = () => {
    if (location.protocol === 'file:') return null; // a file may not fetch the index
    return loading ??= (async () => {
      const shards = await fetch(new URL('pagefind/shards.json', root));
      if (!shards.ok) return null;
      const n = await shards.json(), engine = await import(new URL('pagefind/pagefind.js', root).href), options = { baseUrl: root.pathname };
      await engine.options(options);
      await engine.init();
      await Promise.all([...Array(n - 1).keys()].map(i => engine.mergeIndex(new URL(`pagefind/${i + 1}/`, root).pathname, options)));
      return engine;
    })().catch(() => null);
  };

  const fold = word => entries.simple(word.normalize('NFKC').toLowerCase());
  const wordsOf = query => query.split(/\s+/).map(fold).filter(word => word.replace(OTHER, ''));
  const phrase = (word, whole) => (whole || HAN.test(word) ? `"${word.replace(OTHER, ' ').replace(EACH, ' $& ').trim().replace(/\s+/g, ' ')}"` : word);

  const mark = name => `"qz${Array.from(new TextEncoder().encode(name), byte => byte.toString(16).padStart(2, '0')).join('').replace(/\d/g, n => 'ghijklmnop'[n])}"`;
  let kinds; // the ids of the pages of entries, and of those such as About
  /** The pages that hold all words, best first: those of entries, and articles with those that mark an entry of one of the names
   * `named`; pages such as About are the last of these. Each is a function that gives the page, or null where it only seemed to answer. */
  const findPages = async (engine, query, named) => {
    const words = wordsOf(query);
    const [whole, marked, asked] = await Promise.all([
      words.length > 1 ? engine.search(phrase(words.join(' '), 1)) : { results: [] },
      Promise.all(named.map(name => engine.search(mark(name)))),
      Promise.all(words.map(word => engine.search(phrase(word)))),
    ]);
    const [ofEntries, others] = kinds ??= await Promise.all(['"qzentry"', '"qzpage"'].map(async word => new Set((await engine.search(word)).results.map(({ id }) => id))));
    const [best = [], ...rest] = asked.map(answer => answer.results);
    const all = [...whole.results, ...best.filter(({ id }) => rest.every(list => list.some(other => other.id === id)))];
    const sure = new Map(marked.flatMap(answer => answer.results).map(result => [result.id, result]));
    const found = new Map([...all.filter(({ id }) => sure.has(id)), ...all, ...sure.values()].map(result => [result.id, result]));
    const latin = words.some(word => !HAN.test(word)); // the index shortens such words, so what it finds is looked at
    const page = ([id, result]) => async () => {
      const page = original(await result.data()), both = fold(page.title + page.content);
      return !latin || sure.has(id) || words.every(word => both.includes(word)) ? page : null;
    };
    const [entries, articles, pages] = [[true, false], [false, false], [false, true]].map(([entry, other]) => [...found].filter(([id]) => ofEntries.has(id) === entry && others.has(id) === other).map(page));
    return { entries, articles: [...articles, ...pages] };
  };

  const bare = text => text.replaceAll(' \u2063', '').replaceAll('\u2063', '');
  /** A page as its author wrote it: the index has each character apart, and simplified. */
  const original = ({ url, content, meta }) => {
    const title = bare(meta.title).replaceAll('\u2061', ''), chars = meta.han && [...meta.han];
    let [all] = bare(content).split('\u2062'); // what follows is no text
    if (chars?.length === all.match(EACH)?.length) all = all.replace(EACH, () => chars.shift());
    const whole = fold(all.slice(0, title.length)) === fold(title);
    return whole ? { url, title: all.slice(0, title.length), content: all.slice(title.length).replace(/^[.\s\u2061]+/, '') } : { url, title, content: all };
  };

  /** Where the first of `words` stands in `content`; the folding is one to one but for what NFKC makes longer. */
  const first = (content, words) => {
    const lower = fold(content), found = words.map(word => lower.indexOf(word)).filter(at => at >= 0);
    return found.length && lower.length === content.length ? Math.min(...found) : -1;
  };

  /** A text fragment for the sentence around the first of `words`: it begins and ends where words do. */
  const spot = (content, words) => {
    const at = first(content, words);
    if (at < 0) return '';
    const begin = Math.max(...[...content.slice(0, at).matchAll(/[。！？；\u2061\u2064\n]|[.!?] /g)].map(found => found.index + found[0].length), 0);
    const sentence = content.slice(begin, at) + content.slice(at).match(/^[^。！？；\u2061\u2064\n]*?(?=[。！？；\u2061\u2064\n]|[.!?](\s|$)|$)/)[0];
    const clean = sentence.trim(), clauses = clean.split(/[，、：,]/).filter(Boolean), quote = part => encodeURIComponent(part.trim()).replaceAll('-', '%2D');
    if (!clean) return '';
    return `#:~:text=${clean.length > LONG && clauses.length > 1 ? `${quote(clauses[0])},${quote(clauses.at(-1))}` : quote(clean)}`;
  };

  Object.assign(z, { pagefind, findPages, fold, wordsOf, first, spot });
})();
