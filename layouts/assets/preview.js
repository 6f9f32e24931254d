/* The dialog of marks, filled from the article's glossary. previews.js adds what other pages are about, dialogs in dialogs, the
 * sheet of a phone and keys.
 *
 * Loaded by reader.js when a reader first points at a link. What it looks for in the page:
 *   <body data-close data-back data-prev data-next>                   texts, in the site's language
 *   main a[role=doc-glossref][href="#g-slug"]                         a mark; the links of .rail lead to the first of an entry
 *   <dt id="g-slug"><dfn>…</dfn></dt>                                its entry in the article's glossary
 *   <dd><div class=def>…</div> … .kind … a.more</dd> <dd class=also>  behind it
 * What it gives to the style sheet: .pop (#tip is the first, others stand in it), and .on for what a dialog tells of.
 * WCAG 2.2, 1.4.13 says how it behaves. The minifier keeps names, so they are short. Budget: 6 kB.
 */
zhushu.css.then(() => {
  'use strict';
  const
    z = zhushu, d = document, { body } = d, { on, all, plain, takes } = z, said = body.dataset,
    GAP = 8,
    stack = z.stack = [], // the dialogs that are open: { tip, n: its place here, a: what it tells of, held: 1 by focus, 2 pinned, line: of a, at which it stands }
    tips = [];
  let
    due, // what is to open or close
    keyed, // the keyboard has an opening under way
    was; // the mark whose pinned dialog a press has just closed
  const
    stop = () => clearTimeout(due),
    later = (...what) => { stop(); due = setTimeout(...what) },
    node = html => { const t = d.createElement('template'); t.innerHTML = html; return t.content },
    close = z.close = n => { stop(); keyed = 0; stack[n]?.tip.hidePopover() },

    // What the page itself tells of a link: title, kind, also, HTML, address and text of the link to more.
    own = z.own = a => {
      const id = decodeURIComponent(a.hash.slice(1)), here = a.pathname == location.pathname;
      if (here && a.role == 'doc-noteref') {
        const note = d.getElementById(id).cloneNode(1);
        note.querySelectorAll('[role=doc-backlink]').forEach(back => back.remove());
        return [a.textContent, '', '', note.innerHTML];
      }
      const dt = here ? d.getElementById(id.replace(/^r-(.*)-1$/, 'g-$1')) : all('.glossary .more').find(more => more.href == a.href)?.closest('dd').previousElementSibling;
      if (!dt?.matches('dt[id]')) return;
      const dd = dt.nextElementSibling, more = dd.querySelector('.more');
      return [dt.firstElementChild.innerHTML, dd.querySelector('.kind').textContent, dd.nextElementSibling?.matches('.also') ? dd.nextElementSibling.innerHTML : '', dd.firstElementChild.innerHTML, more?.href, more?.textContent];
    },

    fill = z.fill = (t, card) => {
      const [term, kind, also, html, href, more] = t.card = card, text = t.tip.children[1],
        put = (name, html) => { t.part(name).replaceChildren(node(html || '')) };
      put('b', term);
      put('.also', also);
      t.part('.kind').textContent = kind;
      t.part('.more').textContent = more || '';
      text.replaceChildren(node(html));
      text.append(...t.tip.querySelectorAll('.head .dated')); // the head stays in sight, and this may be long
      text.querySelectorAll('[id]').forEach(each => each.removeAttribute('id'));
      t.part('.more').hidden = !href;
      t.part('.more').href = href || '#';
      t.tip.scrollTop = 0;
      z.filled?.(t);
    },

    // Beside the line of the mark that was pointed at, over none of its lines: below, or above where only there is room.
    place = ({ tip, a, line }) => {
      if (tip.matches('.low')) return;
      const lines = [...a.getClientRects()], it = lines.at(line) || lines[0], width = tip.offsetWidth;
      tip.style.cssText = `left:clamp(${GAP}px,${(it.left + it.right - width) / 2}px,100% - ${width + GAP}px)`;
      const { left, right, height } = tip.getBoundingClientRect(),
        near = lines.filter(r => r == it || r.right > left && r.left < right),
        top = Math.max(near.at(-1).bottom, 0) + GAP, bottom = Math.min(near[0].top, innerHeight) - GAP,
        below = innerHeight - GAP - top, above = bottom - GAP,
        up = height > below && above > below, room = up ? above : below;
      tip.style.top = (up ? Math.max(bottom - height, GAP) : top) + 'px';
      if (height > room) tip.style.maxHeight = room + 'px';
    },

    dialog = n => {
      const id = 'tip' + (n || ''), tip = d.getElementById(id) || node(`<div class=pop id=${id} popover=auto role=dialog aria-labelledby=${id}-t tabindex=-1>`).firstChild,
        t = { tip, n, part: name => tip.querySelector(':scope > * > ' + name) };
      tip.append(node(`<div class=head><button class=x>×</button><button class=back hidden>‹</button><b id=${id}-t></b><span class=kind></span><p class=also></p></div><div id=${id}-d></div><div class=foot-row><button class=prev hidden></button><button class=next hidden></button><a class=more href=#></a></div>`));
      t.part('.x').ariaLabel = said.close;
      t.part('.back').ariaLabel = said.back;
      t.part('.prev').textContent = said.prev;
      t.part('.next').textContent = said.next;
      t.part('.x').onclick = () => close(n);
      (n ? tips[n - 1].tip : body).append(tip);

      // However it closes: the focus goes back where it was in the dialog, or was lost to a press beside a pinned one.
      tip.onbeforetoggle = e => {
        const { a, held } = t;
        if (e.target != tip || e.newState == 'open' || !a) return;
        a.classList.remove('on');
        a.removeAttribute('aria-describedby');
        if (tip.contains(d.activeElement) || held && d.activeElement == body) a.focus({ preventScroll: 1 });
        stack.length = n;
        t.a = t.held = 0;
        z.closed?.(t);
      };
      return t;
    },

    // y: where the pointer is; 0 for the keyboard, so that the first line in view counts.
    open = z.open = (a, n, y, hold) => {
      stop();
      if (stack[n]?.a == a) return pin(stack[n], hold);
      const known = own(a), turn = due, put = card => {
        if (turn != due) return;
        z.moving = 1;
        close(n);
        z.moving = 0;
        if (!card || stack.length < n) return;
        const t = stack[n] = tips[n] ||= dialog(n);
        t.a = a;
        t.line = [...a.getClientRects()].findIndex(r => y < r.bottom);
        t.past = [];
        t.tip.classList.remove('low');
        t.tip.style.cssText = '';
        fill(t, card);
        t.tip.showPopover();
        a.classList.add('on');
        a.setAttribute('aria-describedby', t.tip.id + '-d');
        place(t);
        pin(t, hold);
      };
      known ? put(known) : (z.ask = () => z.other?.(a).then(put))();
    },
    pin = (t, hold) => {
      t.held = Math.max(hold, t.held || 0);
      if (hold < 2) return;
      z.pinned?.(t);
      t.tip.focus({ preventScroll: 1 });
    },

    inside = z.inside = target => target?.nodeType ? stack.findLastIndex(t => t.tip.contains(target)) : -1,
    link = z.link = target => target?.closest?.('main a[href],.pop a[href]:not(.more)'),
    worth = z.worth = a => a && !a.closest('.crumbs,.pager,.p-name,.toc') && (takes(a) || a.closest('.rail') || a.pathname != location.pathname),

    hover = (target, y) => {
      const a = link(target), n = inside(target) + 1,
        keep = Math.max(n, stack.findLastIndex(t => t.held) + 1, stack.findIndex(t => t.a == a) + 1);
      if (worth(a) && stack[n]?.a != a && !(stack[n]?.held > 1)) later(open, 250, a, n, y, 0);
      else if (stack.length > keep) later(close, 250, keep);
      else stop();
    },
    opens = a => a.matches(':focus-visible') && (z.tabbed || !a.matches(':target')); // an address that leads to a mark opens nothing

  on('pointerover pointerout', e => {
    const out = e.type == 'pointerout';
    if (e.pointerType != 'touch' && !keyed && !(out && e.relatedTarget)) hover(out ? 0 : e.target, e.clientY);
  });
  on('pointerdown', () => { was = stack[0]?.held > 1 && stack[0].a });
  on('focusin', e => {
    const a = e.target, n = inside(a);
    if (n >= 0) return close(n + 1);
    if (a == stack[0]?.a) return;
    close(0);
    if (!takes(a) || !opens(a)) return;
    keyed = 1;
    later(() => { keyed = 0; open(a, 0, 0, 1) }, 150);
  });
  on('click', e => {
    const a = link(e.target);
    if (!plain(e) || inside(e.target) >= 0 || !takes(a)) return;
    e.preventDefault();
    if (a == was) was = 0;
    else if (stack[0]?.a == a && stack[0].held > 1) close(0);
    else open(a, 0, e.clientY, 2);
  });
  on('scroll resize', e => {
    if (e.target.closest?.('.pop')) return;
    if (e.type == 'resize' && stack[0]?.held > 1) stack[0].a.scrollIntoView({ block: 'nearest' }); // a phone was turned
    for (const t of [...stack]) {
      const { top, bottom } = t.a.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight) return close(t.n);
      place(t);
    }
  });

  // What happened until now.
  const e = z.early, a = link(e.target), focused = e.type == 'focusin';
  due = z.due;
  z.run = () => {
    keyed = 0;
    if (focused ? a == d.activeElement : a.matches(':hover')) open(a, 0, focused ? 0 : e.clientY, +focused);
  };
  if (e.type == 'click') open(a, 0, e.clientY, 2);
  else if (!a || focused && !opens(a) || e.type == 'pointerdown') stop(); // no link: it is gone since, a film's frame in its place
  else {
    keyed = focused;
    if (z.late) z.run();
  }
});
