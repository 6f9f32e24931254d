/* Finding entries by name, alias, English and pinyin; and the filter of the glossary's index that is made of it.
 *
 * An entry carries what it is found by, as the rows of the index do (partials/rows.html):
 *   <li data-type="term" data-name="产业互联网" data-aliases="工业互联网|…" data-english="industrial internet"
 *       data-pinyin="chan ye hu lian wang"><a href="…">…</a> …</li>
 * The index (glossary.html) has #filter for the text, radio buttons named type (they work by CSS alone), and #found, which says
 * how many rows are left. The search (find.js, search.js) loads this file too, for `entries`. Budget: 6 kB.
 */
'use strict';

const entries = (() => {
  let table;
  /** `text` with simplified characters for traditional ones, one to one, where the search's data (search/data.js) is there. */
  const simple = text => {
    if (!table && window.zhushu?.found) {
      const chars = [...zhushu.found.same];
      table = new Map;
      for (let i = 0; i < chars.length; i += 2) table.set(chars[i], chars[i + 1]);
    }
    return table ? Array.from(text, char => table.get(char) ?? char).join('') : text;
  };

  /** Text as it is compared: width, case, accents, spaces and the ü that keyboards lack make no difference. */
  const fold = text => simple(text.normalize('NFKC').toLowerCase().replaceAll('ü', 'v').normalize('NFD')
    .replace(/\p{M}/gu, '').replace(/[\s·'’-]+/g, ''));

  /** Whether `query` spells the syllables from `at` on, each whole or by its beginning: chanye, cyhlw, chanyehlw. */
  const spells = (query, syllables, at) => {
    if (!query) return true;
    const syllable = syllables[at] ?? '';
    for (let n = Math.min(syllable.length, query.length); n > 0; n--) {
      if (query.startsWith(syllable.slice(0, n)) && spells(query.slice(n), syllables, at + 1)) return true;
    }
    return false;
  };

  const known = new WeakMap; // row → its folded texts, made when they are first needed
  const keysOf = row => {
    if (!known.has(row)) {
      const { name, aliases = '', english = '', pinyin = '' } = row.dataset;
      const forms = [name, ...aliases.split('|'), english].map(fold).filter(Boolean);
      known.set(row, { forms, syllables: pinyin.split(' ').map(fold).filter(Boolean) });
    }
    return known.get(row);
  };

  /** How well `row` answers the folded `query`: 0 is the whole name or alias, then beginnings, pinyin, parts; Infinity is not at all. */
  const rank = (row, query) => {
    const { forms, syllables } = keysOf(row);
    if (forms.includes(query)) return 0;
    if (forms[0]?.startsWith(query)) return 1;
    if (forms.some(form => form.startsWith(query))) return 2;
    if (spells(query, syllables, 0)) return 3;
    if (forms.some(form => form.includes(query))) return 4;
    return syllables.some((_, at) => spells(query, syllables, at)) ? 5 : Infinity;
  };

  /** How many characters are wrong, missing, too many or exchanged between `a` and `b` (Damerau and Levenshtein); at most `most` + 1. */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before, last, now = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      [before, last, now] = [last, now, [i]];
      for (let j = 1; j <= b.length; j++) {
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
      }
      if (Math.min(...now) > most) return most + 1;
    }
    return now[b.length];
  };

  /** How far the folded `query` is from a form of `row`, or from its pinyin; Infinity where it is another word. */
  const near = (row, query) => {
    const n = query.length, most = n < 2 ? 0 : n < 5 ? 1 : n < 9 ? 2 : 3, { forms, syllables } = keysOf(row);
    const least = Math.min(...[...forms, syllables.join('')].map(form => distance(query, form, most)));
    return least > most ? Infinity : least;
  };

  return { fold, simple, rank, near };
})();

(() => {
  const field = document.getElementById('filter');
  if (!field) return;
  const said = document.getElementById('found');
  const rows = [...document.querySelectorAll('.rows li')];
  const letters = [...document.querySelectorAll('.letters a[href^="#"]')];
  const shown = () => rows.filter(row => row.checkVisibility());

  const say = query => {
    const type = document.querySelector('[name=type]:checked')?.value;
    const n = shown().length;
    said.textContent = n ? (query || type ? said.dataset.some.replace('{n}', n) : '') : said.dataset.none;
  };

  /** A letter of which nothing is left leads nowhere: it goes with its rows. */
  const settle = query => {
    for (const letter of letters) {
      const section = document.getElementById(decodeURIComponent(letter.hash.slice(1))).closest('section');
      section.hidden = false; // or its rows could not be seen
      letter.parentElement.hidden = section.hidden = ![...section.querySelectorAll('li')].some(row => row.checkVisibility());
    }
    say(query);
  };

  const filter = () => {
    const query = entries.fold(field.value);
    for (const row of rows) row.hidden = query !== '' && entries.rank(row, query) === Infinity;
    settle(query);
  };

  field.addEventListener('input', filter);
  field.addEventListener('keydown', event => {
    if (event.isComposing) return; // Enter ends the choice of characters, Escape gives it up
    if (event.key === 'Enter') shown()[0]?.querySelector('a').click();
    if (event.key === 'Escape') { field.value = ''; filter() }
  });
  document.addEventListener('change', event => { if (event.target.name === 'type') filter() });
  addEventListener('pageshow', filter); // the browser may have kept a text or a type
})();
