/* The reader's page before anything is touched. It runs in the head, before the first paint.
 *
 * - What the reader chose under “Aa” (radio buttons of .bar: their names and values) is kept and put on <html> as data-*, which
 *   the style sheet follows: theme, size, width, ann (marks: a0 none, a1 terms, a2 all), once.
 * - .on for the rail's links whose marks are in view; the rail scrolls with them.
 * - Marks say that they have a dialog, and what kind of thing they name; those that are switched off leave the order of Tab.
 * - “/” and ⌘K load the box of the search (find.js).
 * - When a reader first points at a link or a mark, preview.js, previews.js and preview.css are loaded, and given what happened until then.
 * Without script, marks are links to the glossary and the choices of .bar work by :has().
 * Budget: 3,072 bytes minified, 1.6 kB gzipped. The minifier keeps names, so they are short.
 */
(() => {
  'use strict';
  let loading = 0;
  const
    d = document,
    { dataset } = d.documentElement,
    { src } = d.currentScript,
    popovers = HTMLElement.prototype.showPopover,
    MARK = '[role=doc-glossref],[role=doc-noteref]',
    on = (types, run) => types.split(' ').forEach(type => addEventListener(type, run, 1)),
    all = selector => [...d.querySelectorAll(selector)],
    link = e => e.target?.closest?.('main a'),
    plain = e => !(e.ctrlKey || e.metaKey || e.shiftKey || e.altKey),
    // A mark, or the number of a note that does not stand in the margin anyway.
    takes = a => a?.matches('main ' + MARK.replace(',', ',main ')) && !(a.role == 'doc-noteref' && getComputedStyle(d.getElementById(a.hash.slice(1))).position == 'absolute'),

    load = name => {
      const script = d.createElement('script');
      script.src = src.replace('reader.js', name);
      script.async = 0; // in this order
      d.head.append(script);
      return script;
    },

    order = () => all('main [role=doc-glossref]').forEach(m => m.tabIndex = getComputedStyle(m).pointerEvents == 'none' ? -1 : 0),
    // Also where the browser brings back a page as it was left. Storage may be forbidden: touching it throws then.
    chosen = () => {
      try { for (const key of ['theme', 'size', 'width', 'ann', 'once']) if (localStorage[key]) dataset[key] = localStorage[key] } catch {}
    },
    shown = () => {
      chosen();
      for (const i of all('.bar input')) if (i.value == dataset[i.name]) i.checked = 1;
      if (dataset.ann || dataset.once) order();
    };
  chosen();
  on('pageshow', shown);
  on('change', e => {
    const { name, value } = e.target;
    if (!e.target.closest('.bar')) return;
    dataset[name] = value;
    order();
    try { localStorage[name] = value } catch {}
  });

  on('DOMContentLoaded', () => {
    shown();
    const rail = d.querySelector('.rail'), marks = all('main [role=doc-glossref]');
    if (rail) {
      const view = new IntersectionObserver(list => {
        for (const c of list) c.target.seen = c.isIntersecting;
        let first;
        for (const a of rail.querySelectorAll('a')) {
          const lit = marks.some(m => m.seen && m.hash.slice(3) == a.hash.slice(3, -2));
          a.classList.toggle('on', lit);
          if (lit) first ||= a;
        }
        const at = first?.offsetTop - rail.scrollTop;
        if (at < 0 || at > rail.clientHeight - 60) rail.scrollTop += at - rail.clientHeight / 3;
      });
      marks.forEach(m => view.observe(m));
    }
    if (!popovers) return;
    d.body.insertAdjacentHTML('beforeend', '<div class=pop id=tip popover=auto role=dialog aria-labelledby=tip-t tabindex=-1></div>');
    for (const m of marks) {
      m.ariaHasPopup = 'dialog';
      m.ariaDescription = d.querySelector('.keys .' + m.dataset.type)?.textContent;
    }
  });

  if (popovers) on('pointerover pointerdown focusin click', e => {
    const a = link(e), mark = takes(a);
    if (zhushu.run || !(mark || a && e.type == 'pointerover' && e.pointerType == 'mouse')) return;
    if (e.type == 'click') {
      if (!plain(e)) return;
      e.preventDefault();
    }
    // Its time begins now. A click is not overruled by what follows.
    clearTimeout(zhushu.due);
    if (zhushu.early?.type != 'click') zhushu.early = e;
    zhushu.due = setTimeout(() => { zhushu.late = 1; zhushu.run?.() }, e.type == 'focusin' ? 150 : 250);
    if (loading++) return;
    const style = d.createElement('link');
    style.rel = 'stylesheet';
    style.href = src.replace('reader.js', 'preview.css');
    zhushu.css = new Promise(done => style.onload = style.onerror = done);
    d.head.append(style);
    for (const name of ['preview.js', 'previews.js']) load(name).onerror = () => { if (mark) location = a.href };
  });
  on('keydown', e => {
    if (!('find' in d.body.dataset) || !(e.metaKey || e.ctrlKey ? e.key == 'k' : e.key == '/' && !e.altKey && !e.target.closest('input:not([type=radio]),textarea,select'))) return;
    e.preventDefault();
    zhushu.find ? zhushu.find() : load('find.js');
  });
  window.zhushu = { on, all, link, plain, takes };
})();
