/* The reader's page: one popover for all marks, the memory of the density switch, the highlight of the rail.
 *
 * What it looks for in the page:
 *   <body data-close="关闭" data-more="完整词条">                  texts of the popover, in the site's language
 *   main a[role=doc-glossref][href="#g-slug"]                     a mark
 *   <dt id="g-slug" data-kind="术语 · 本文 2 处" data-href><dfn>   its entry in the article's glossary
 *   <dd><div>…</div> …</dd>                                       behind it; the first element is the definition
 *   <input type="radio" name="ann" id="a0|a1|a2">                 marks: none, terms only, all
 *   .rail a[href="#g-slug"]                                       the article's entries beside the text
 * What it gives to the style sheet: #tip (in it .x, #tip-t, .kind, #tip-d, .more), and .on for the mark that the popover
 * tells about and for the rail's links whose marks are in view.
 * Without script or without popovers the marks are links to the glossary. WCAG 2.2 1.4.13 says how a popover behaves.
 * Budget: 3,072 bytes minified, 1.6 kB gzipped. The minifier keeps names, so they are short.
 */
(() => {
  'use strict';
  const
    d = document,
    { body } = d,
    MARK = 'main [role=doc-glossref]',
    GAP = 8,
    marks = [...d.querySelectorAll(MARK)],
    // Handlers get the event and the mark in which it happened.
    on = (type, run) => addEventListener(type, e => run(e, e.target.closest?.(MARK)), 1),

    // An entry is lit in the rail while any of its marks is in view.
    view = new IntersectionObserver(list => {
      for (const c of list) c.target.seen = c.isIntersecting;
      for (const a of d.querySelectorAll('.rail a')) a.classList.toggle('on', marks.some(m => m.seen && m.hash == a.hash));
    });
  marks.forEach(m => view.observe(m));

  // The density switch works by CSS; here it is remembered, also where the browser brings back a page as it was left.
  // Storage may be forbidden: touching it throws then.
  (onpageshow = () => { try { d.getElementById(localStorage.ann).checked = 1 } catch {} })();
  on('change', e => { try { if (e.target.name == 'ann') localStorage.ann = e.target.id } catch {} });

  if (!body.showPopover) return;
  body.insertAdjacentHTML('beforeend', '<div id=tip popover=auto role=dialog aria-labelledby=tip-t tabindex=-1><button class=x>×</button><b id=tip-t></b><span class=kind></span><div id=tip-d></div><a class=more href=#></a></div>');
  let
    mark = 0, // whose entry is open
    line, // of the mark, at which the popover stands
    held, // 1: opened by focus, so the mouse does not close it; 2: pinned, so the mouse opens no other
    due; // what is to open or close
  const
    tip = body.lastChild,
    [x, term, kind, text, more] = tip.children,
    stop = () => clearTimeout(due),
    later = (...what) => { stop(); due = setTimeout(...what) },
    hide = () => { stop(); tip.hidePopover(); held = 0 },

    // Beside the line of the mark that was pointed at, over none of its lines: below, or above where only there is room.
    place = () => {
      const lines = [...mark.getClientRects()], own = lines.at(line) || lines[0], width = tip.offsetWidth;
      tip.style.cssText = `left:clamp(${GAP}px,${(own.left + own.right - width) / 2}px,100% - ${width + GAP}px)`;
      const { left, right, height } = tip.getBoundingClientRect(),
        near = lines.filter(r => r == own || r.right > left && r.left < right),
        top = Math.max(near.at(-1).bottom, 0) + GAP, bottom = Math.min(near[0].top, innerHeight) - GAP,
        below = innerHeight - GAP - top, above = bottom - GAP,
        up = height > below && above > below, room = up ? above : below;
      tip.style.top = (up ? Math.max(bottom - height, GAP) : top) + 'px';
      if (height > room) tip.style.maxHeight = room + 'px';
    },

    // y: where the pointer is; 0 for the keyboard, so that the first line in view counts.
    show = (a, y, hold) => {
      stop();
      if (a != mark) {
        hide();
        const dt = d.getElementById(decodeURI(a.hash.slice(1)));
        term.innerHTML = dt.firstElementChild.innerHTML;
        kind.textContent = dt.dataset.kind;
        text.innerHTML = dt.nextElementSibling.firstElementChild.innerHTML;
        for (const n of text.querySelectorAll('[id]')) n.removeAttribute('id');
        more.href = dt.dataset.href || a.hash;
        tip.showPopover({ source: a });
        mark = a;
        line = [...a.getClientRects()].findIndex(r => y < r.bottom);
        a.classList.add('on');
        a.setAttribute('aria-describedby', 'tip-d');
        place();
      }
      held = hold;
    };

  x.ariaLabel = body.dataset.close;
  more.textContent = body.dataset.more;
  x.onclick = more.onclick = hide;

  // However it closes: the focus goes back where it was in the popover, or was lost to a press beside a pinned one.
  tip.onbeforetoggle = () => {
    if (!mark) return; // it opens
    mark.classList.remove('on');
    mark.removeAttribute('aria-describedby');
    if (tip.contains(d.activeElement) || held && d.activeElement == body) mark.focus({ preventScroll: 1 });
    mark = held = 0;
  };

  // Leaving starts the end, unless the keyboard opened it; then only what the mouse had begun ends.
  on('pointerout', (e, a) => {
    if (a || tip.contains(e.target)) held ? mark && stop() : later(hide, 250);
  });
  on('pointerover', (e, a) => {
    if (e.pointerType == 'touch' || held > 1) return;
    if (a && a != mark) later(show, 250, a, e.clientY);
    else if (a || tip.contains(e.target)) stop();
  });
  on('focusin', (e, a) => {
    if (a == mark || tip.contains(e.target)) return;
    hide();
    if (a?.matches(':focus-visible')) { held = 1; later(show, 150, a, 0, 1) }
  });
  on('click', (e, a) => {
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    show(a, e.clientY, 2);
    tip.focus();
    e.preventDefault();
  });
  for (const type of ['scroll', 'resize']) on(type, e => { if (mark && e.target != tip) place() });
})();
