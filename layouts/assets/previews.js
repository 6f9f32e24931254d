/* What preview.js does not need at once: what other pages are about, dialogs in dialogs, the sheet of a phone, the way back, keys.
 *
 *   <body data-root="../" data-previews="8" data-more="完整词条">               where the site begins; the number of files
 *   previews/N.js: zhushu.cards({"glossary/a.html": [title, kind, also, html]})    written by the build
 * They are scripts since neither the pages' policy nor a folder lets data be fetched. .low is for the style sheet. Budget: 6 kB.
 */
zhushu.css.then(() => {
  'use strict';
  const
    z = zhushu, d = document, { body } = d, { on, all, plain, takes, stack } = z, said = body.dataset,
    base = new URL(said.root || '.', location).href,
    phone = matchMedia('(max-width: 40rem), (max-height: 30rem)'), // held upright or sideways
    cards = {},
    files = {},
    marks = () => all('main [role=doc-glossref]').filter(m => m.tabIndex >= 0),
    like = a => marks().filter(m => m.hash == a.hash),
    inHistory = () => history.state?.tip,
    back = () => { if (!stack.length && inHistory() && !leaving) { leaving = 1; history.back() } },
    // To another page: first back over the step that the dialog took in the history, or coming back would find neither the place nor the page.
    leave = href => { if (inHistory()) { goal = href; history.back() } else location = href };
  let
    drag,
    goal, // the page to go to once the step back is done
    leaving, // a step back is under way: a second one would leave the page
    pressed; // what a press closed may be left for another page: its click tells

  z.cards = some => Object.assign(cards, some);

  // What the build wrote about another page, or nothing; each file is asked for once.
  z.other = async a => {
    const url = a.href.replace(/[?#].*/, '');
    if (!url.startsWith(base) || a.pathname == location.pathname || !url.endsWith('.html')) return;
    const key = decodeURIComponent(url.slice(base.length));
    let n = 0;
    for (const c of key) n = (n * 31 + c.codePointAt()) % 65521;
    n %= said.previews;
    await (files[n] ||= new Promise(done => {
      const script = d.createElement('script');
      script.src = `${base}previews/${n}.js`;
      script.onload = script.onerror = done;
      d.head.append(script);
    }));
    // Its links are written as for a page that lies beside the file.
    return cards[key] && [...cards[key].slice(0, 3), cards[key][3].replaceAll('="../', '="' + base), a.href, cards[key][4] || said.more];
  };

  z.filled = t => {
    const more = like(t.a).length > 1 && !t.past.length;
    t.part('.back').hidden = !t.past.length;
    t.part('.prev').hidden = t.part('.next').hidden = !more;
    t.part('.back').onclick = () => z.fill(t, t.past.pop());
    for (const [name, by] of [['.prev', -1], ['.next', 1]]) t.part(name).onclick = () => {
      const list = like(t.a), to = list.at((list.indexOf(t.a) + by) % list.length);
      to.scrollIntoView({ block: 'center' });
      z.open(to, 0, 0, 2);
    };
  };

  // Pinned: Back closes it; on a phone it is a sheet from below, above which what was just read stays in sight.
  z.pinned = t => {
    if (t.n) return;
    if (!inHistory()) {
      history.scrollRestoration = 'manual'; // or going back would scroll
      history.pushState({ tip: 1 }, '');
    }
    if (!phone.matches) return;
    t.tip.classList.add('low');
    t.tip.style.cssText = '';
    const hidden = t.a.getBoundingClientRect().bottom + 40 - innerHeight + t.tip.offsetHeight;
    if (hidden > 0) {
      body.style.paddingBottom = t.tip.offsetHeight + 'px';
      scrollBy(0, hidden);
    }
  };
  z.closed = t => {
    body.style.paddingBottom = t.tip.style.translate = '';
    if (!t.n && !pressed && !z.moving) back();
  };
  on('popstate', () => {
    const left = leaving, open = stack[0]?.held > 1;
    leaving = 0;
    if (inHistory()) return stack.length || history.back();
    if (open && left) return history.pushState({ tip: 1 }, ''); // opened again in the meantime
    if (open) z.close(0);
    history.scrollRestoration = 'auto';
    if (goal) location = goal;
    goal = 0;
  });

  // Links in a dialog: at a desk a dialog upon it, on a phone the same sheet with a way back.
  on('pointerdown', () => { pressed = 1 });
  on('click', async e => {
    z.tabbed = pressed = 0;
    if (!e.target.closest?.('a[href]')) back();
    const n = z.inside(e.target), a = e.target.closest?.('a[href]'), t = stack[n];
    if (!a || !plain(e) || e.defaultPrevented || a.target || !(t || inHistory()) || !/^(http|file)/.test(a.protocol)) return;
    if (!t && a.pathname == location.pathname) return;
    e.preventDefault();
    if (!t || !a.href.startsWith(base)) return leave(a.href);
    const card = z.worth(z.link(a)) && (z.own(a) || await z.other(a));
    if (!card) leave(a.href);
    else if (t.tip.matches('.low')) {
      t.past.push(t.card);
      z.fill(t, card);
    } else z.open(a, n + 1, e.clientY, 2);
  });

  on('keydown', e => {
    pressed = 0;
    const { key, shiftKey } = e, a = d.activeElement, t = stack[z.inside(a)];
    z.tabbed = key == 'Tab' || z.tabbed && key.length > 1;
    if (key == 'Tab' && t) { // out of the dialog and on from its mark
      const stops = [...t.tip.querySelectorAll(':scope > div a,:scope > * > :is(a,button)')].filter(each => each.checkVisibility());
      if (shiftKey ? a == t.tip || a == stops[0] : a == stops.at(-1)) {
        if (shiftKey) e.preventDefault();
        z.close(t.n);
      }
    }
    // J and K while a mark has the focus: to the marks of the next or the previous paragraph.
    if ((key == 'j' || key == 'k') && plain(e) && takes(a)) {
      const block = m => m.closest('p,li,td,th,dd,blockquote,figcaption'), list = marks(), at = list.indexOf(a),
        next = (key == 'j' ? list.slice(at) : list.slice(0, at).reverse()).find(m => block(m) != block(a));
      z.tabbed = 1;
      (next && list.find(m => block(m) == block(next)))?.focus();
    }
  });

  // The rail is one stop of Tab; its links, which repeat those behind ↩ in the glossary, are reached by the arrows.
  const rail = all('.rail a'), stop = a => rail.forEach(each => each.tabIndex = each == a ? 0 : -1);
  stop(rail[0]);
  on('focusin', e => { if (rail.includes(e.target)) stop(e.target) });
  on('keydown', e => {
    const at = rail.indexOf(d.activeElement), to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rail.length - 1 }[e.key];
    if (at < 0 || !plain(e) || !rail[to]) return;
    e.preventDefault();
    rail[to].focus();
  });

  // Turned: what was read is in sight again above the sheet, or there is room beside it.
  matchMedia('(orientation:portrait)').onchange = () => {
    const t = stack[0];
    if (!t?.tip.matches('.low')) return;
    t.tip.classList.remove('low');
    z.pinned(t);
    dispatchEvent(new Event('resize')); // which places it
  };

  // A sheet is dragged away by its head.
  on('pointerdown', e => { if (e.target.closest?.('.low > .head') && !e.target.closest('button')) drag = e });
  on('pointermove', e => { if (drag && stack[0]) stack[0].tip.style.translate = `0 ${Math.max(0, e.clientY - drag.clientY)}px` });
  on('pointerup pointercancel', e => {
    const far = drag && e.clientY - drag.clientY;
    drag = 0;
    if (!stack[0]) return;
    stack[0].tip.style.translate = '';
    if (far > 60) z.close(0);
  });

  // A dialog may have been opened or asked for meanwhile.
  for (const t of stack) {
    z.filled(t);
    if (t.held > 1) z.pinned(t);
  }
  z.ask?.();
});
