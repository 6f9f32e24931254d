/* The tooltip of marks that `zhushu weave` put into a page.
 *
 * What it looks for: a.zs-mark[href="#zs-g-SLUG"], and in #zs-glossary <dt id="zs-g-SLUG" data-kind data-href> with its <dd>.
 * Where the page's own script builds the text anew (Vue, React), there are no marks in the page, as these scripts would take
 * them for mistakes: #zs-quotes tells where each stands, and they are put in when the script has taken over the text, and again
 * where it takes them away. After a change of page without loading one, that page's glossary is fetched. Where a router puts
 * parts of other pages into this one (Pjax, Turbo), marks and glossary come with them.
 * Without script or without popovers the marks are links to the glossary. WCAG 2.2 1.4.13 says how a tooltip behaves.
 */
(() => {
  'use strict';
  const d = document;
  if (d.zsWoven) return; // a router ran the script again
  d.zsWoven = true;
  const GAP = 8, home = new URL('.', d.currentScript.src).href; // the folder zhushu/
  const mark = target => target instanceof Element ? target.closest('.zs-mark') : null;
  const glossary = () => d.getElementById('zs-glossary');

  // ------------------------------------------------------------ marks in pages whose own script (Vue, React) builds the text

  const PASSED = `a:not(.zs-mark), button, code, pre, kbd, samp, var, tt, script, style, template, noscript, textarea, select,
    svg, math, rt, rp, h1, h2, h3, h4, h5, h6, nav, header, footer, [hidden], [data-zs-skip], #zs-glossary, #zs-tip`;
  const BLOCKS = 'p, li, td, th, dt, dd, blockquote, figcaption, summary, div, section, article, main, body';
  const OWNED = /^__(react(Fiber|Props|InternalInstance)|vue_app__$|vue__$)/; // what React and Vue leave on elements that are theirs
  // Marks that are put in before these have taken over the text would be mistakes to them.
  const owned = node => {
    for (let at = node.parentElement; at; at = at.parentElement) if (Object.keys(at).some(key => OWNED.test(key)) || at.__vue_app__) return true;
    return false;
  };
  // Block → its text without blanks, and for each of its characters the node and the offset there.
  const blocks = (root, any) => {
    const found = new Map(), walker = d.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, above = node.parentElement;
      if (above.closest(PASSED) || !(any || owned(node))) continue;
      const block = above.closest(BLOCKS), read = found.get(block) || { text: '', spots: [] };
      found.set(block, read);
      [...node.data].reduce((at, sign) => {
        if (/\S/.test(sign)) { read.text += sign; for (let unit = 0; unit < sign.length; unit++) read.spots.push([node, at + unit]); }
        return at + sign.length;
      }, 0);
    }
    return found;
  };
  const wrap = (spots, link) => {
    for (let at = 0; at < spots.length;) {
      const [node, from] = spots[at];
      let end = at;
      while (spots[end]?.[0] === node) end++;
      const piece = link.cloneNode(), range = d.createRange();
      if (at) piece.removeAttribute('id');
      range.setStart(node, from);
      range.setEnd(node, spots[end - 1][1] + 1);
      range.surroundContents(piece);
      at = end;
    }
  };
  // Whether all marks are in. With `any`, also in text that no script has taken over.
  const put = any => {
    const bare = text => text.replace(/\s+/g, ''), quotes = d.getElementById('zs-quotes');
    const left = quotes ? JSON.parse(quotes.textContent).filter(([, , id]) => !d.getElementById(id)) : [];
    const read = left.length ? blocks(d.body, any) : null;
    return left.filter(([slug, type, id, before, exact, after]) => {
      const start = bare(before).slice(-8), whole = start + bare(exact) + bare(after).slice(0, 8);
      for (const [block, { text, spots }] of read) {
        const at = text.indexOf(whole);
        if (at < 0) continue;
        const link = d.createElement('a');
        Object.assign(link, { className: `zs-mark zs-${type}`, id, href: `#zs-g-${slug}` });
        link.setAttribute('role', 'doc-glossref');
        link.dataset.type = type;
        wrap(spots.slice(at + start.length, at + start.length + bare(exact).length), link);
        if (location.hash && decodeURIComponent(location.hash) === `#${id}`) d.getElementById(id).scrollIntoView();
        for (const [each, now] of blocks(block, any)) read.set(each, now); // its nodes are others now
        return false;
      }
      return true;
    }).length === 0;
  };
  if (d.getElementById('zs-quotes')) {
    let page = location.pathname, due;
    const again = async () => {
      if (location.pathname !== page) {
        page = location.pathname;
        const loaded = new DOMParser().parseFromString(await (await fetch(page)).text(), 'text/html').getElementById('zs-glossary');
        glossary()?.remove();
        // Its links are written for the page's own address, which a router may show without its last slash.
        for (const each of loaded?.querySelectorAll('[href], [data-href]') || []) for (const name of ['href', 'data-href']) {
          const said = each.getAttribute(name);
          if (said) each.setAttribute(name, said.replace(/^(?:\.\.\/)*zhushu\//, home));
        }
        if (loaded) d.body.append(d.importNode(loaded, true));
      }
      put();
    };
    new MutationObserver(() => { clearTimeout(due); due = setTimeout(again, 120); }).observe(d.body, { childList: true, subtree: true });
    // Taking over changes nothing that could be observed, so look now and then; a text that no script wants is marked in the end.
    const first = tries => { if (!put(tries < 1) && tries > 0) setTimeout(first, 200, tries - 1); };
    addEventListener('load', () => first(25));
  }

  // ------------------------------------------------------------ links that a page's own router would take

  // VitePress takes clicks for changes of page before any listener of ours, but leaves links with a target alone.
  for (const type of ['pointerdown', 'focusin']) addEventListener(type, ({ target }) => {
    const link = target instanceof Element ? target.closest('.zs-mark, #zs-glossary a:not([role]), #zs-tip a') : null;
    if (link) link.target = '_self';
  }, true);

  // ------------------------------------------------------------ the tooltip

  if (!d.body.showPopover) return;
  const tip = d.createElement('div');
  tip.id = 'zs-tip';
  tip.popover = 'auto';
  tip.tabIndex = -1;
  tip.setAttribute('role', 'dialog');
  tip.setAttribute('aria-labelledby', 'zs-tip-name');
  tip.innerHTML = '<button>×</button><b id="zs-tip-name"></b><small></small><div id="zs-tip-text"></div><a></a>';
  d.body.append(tip);
  const [close, name, kind, text, more] = tip.children;
  let open = null, line = 0, held = false, pinned = false, due;

  const stop = () => clearTimeout(due);
  const later = (ms, run) => { stop(); due = setTimeout(run, ms); };
  const hide = () => { stop(); tip.hidePopover(); };

  // Beside the line that was pointed at, over none of the mark's lines: below, or above where only there is room.
  const place = () => {
    const lines = [...open.getClientRects()], own = lines[line] || lines[0];
    if (!own || own.bottom < 0 || own.top > innerHeight) return hide();
    const width = tip.offsetWidth, height = tip.offsetHeight, left = (own.left + own.right - width) / 2;
    tip.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
    const below = innerHeight - lines.at(-1).bottom - 2 * GAP, above = lines[0].top - 2 * GAP, up = height > below && above > below;
    tip.style.maxHeight = `${Math.max(up ? above : below, 80)}px`;
    tip.style.top = `${up ? Math.max(lines[0].top - GAP - Math.min(height, above), GAP) : lines.at(-1).bottom + GAP}px`;
  };
  const surface = element => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
    }
    return 'Canvas';
  };
  const show = (link, y) => {
    stop();
    if (link === open) return true;
    const term = d.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!term) return false;
    if (open) hide();
    name.textContent = term.querySelector('dfn').textContent;
    kind.textContent = term.dataset.kind;
    text.innerHTML = term.nextElementSibling.firstElementChild.innerHTML;
    for (const element of text.querySelectorAll('[id]')) element.removeAttribute('id');
    more.textContent = glossary().dataset.more;
    more.href = term.dataset.href;
    close.ariaLabel = glossary().dataset.close;
    if (!tip.isConnected) d.body.append(tip); // a router put another body in place
    const { color } = getComputedStyle(link.parentElement);
    Object.assign(tip.style, { background: surface(link.parentElement), color });
    tip.showPopover();
    open = link;
    line = Math.max([...link.getClientRects()].findIndex(rect => y < rect.bottom), 0);
    link.classList.add('zs-on');
    link.setAttribute('aria-describedby', 'zs-tip-text');
    place();
    return true;
  };

  tip.addEventListener('beforetoggle', event => {
    if (event.newState !== 'closed' || !open) return;
    open.classList.remove('zs-on');
    open.removeAttribute('aria-describedby');
    if (tip.contains(d.activeElement) || pinned && d.activeElement === d.body) open.focus({ preventScroll: true });
    open = null;
    held = pinned = false;
  });
  close.onclick = hide;
  d.addEventListener('pointerover', event => {
    if (event.pointerType === 'touch' || pinned) return;
    const link = mark(event.target);
    if (link && link !== open) later(250, () => show(link, event.clientY));
    else if (link || tip.contains(event.target)) stop();
  });
  d.addEventListener('pointerout', event => {
    if ((mark(event.target) || tip.contains(event.target)) && !held && !pinned) later(250, hide);
  });
  d.addEventListener('focusin', event => {
    const link = mark(event.target);
    if (link === open && open || tip.contains(event.target)) return;
    if (open) hide();
    if (link?.matches(':focus-visible')) later(150, () => { if (show(link, 0)) held = true; });
  });
  addEventListener('click', event => {
    const link = mark(event.target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link === open && pinned) { event.preventDefault(); event.stopPropagation(); return hide(); }
    if (!show(link, event.clientY)) return;
    event.preventDefault();
    event.stopPropagation(); // a router would take it for a change of page
    pinned = true;
    tip.focus();
  }, true);
  for (const type of ['scroll', 'resize']) addEventListener(type, event => { if (open && event.target !== tip) place(); }, true);
})();
