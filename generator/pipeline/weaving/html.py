"""The HTML that weaving adds to pages, and the pages that it adds to the site.

Everything has the prefix `zs-`, to avoid clashes with classes and ids of the site.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from urllib.parse import quote

from msgspec import Struct

from generator.core.entry import Entry
from generator.core.span import MarkOf, Span
from generator.glossary.definitions import Rendered
from generator.glossary.ids import Ids
from generator.site.linking import ENTRY_LINK, without_local

FOLDER = "zhushu"
"""The folder added to the site, with style, script, entry pages and index."""
STYLESHEET = re.compile(r"<link\b[^>]*\brel=[\"']?stylesheet\b[^>]*>", re.IGNORECASE)
ROOTED = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
"""An address that is the same on every page."""
HREF = re.compile(r"\bhref=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


class Mention(Struct, frozen=True):
    """A mark in a page, with its sentence."""

    ref: str
    path: str
    """Of the page."""
    title: str
    anchor: str
    before: str
    text: str
    after: str


class Glossary(Struct, frozen=True):
    """The entries, with what rendering them needs."""

    entries: Mapping[str, Entry]
    rendered: Mapping[str, Rendered]
    """By entry id."""
    ids: Ids
    language: str
    """Of the interface: `zh-Hans` or `en`."""
    texts: Mapping[str, str]
    """The theme's, by key."""

    def word(self, key: str, **values: object) -> str:
        """A text of the interface."""
        return self.texts[key].format(**values)

    def definition(self, ref: str, folder: str) -> str:
        """An entry's definition as HTML; `folder` is the relative path from the page to FOLDER."""

        def linked(found: re.Match[str]) -> str:
            target = self.ids.of(unescape(found[1]))
            return f'<a href="{entry_href(self.entries[target], folder)}">{found[2]}</a>' if target else found[2]

        html = self.rendered[ref].html
        return ENTRY_LINK.sub(linked, without_local(html)) if html else f"<p>{self.word('no_definition')}</p>"


def mark_of(glossary: Glossary) -> MarkOf:
    """The opening and closing tag of a mark."""

    def mark(span: Span) -> tuple[str, str]:
        slug = escape(glossary.entries[span.ref or ""].slug)
        opening = (
            f'<a class="zs-mark zs-{span.label}" role="doc-glossref" id="zs-r-{slug}-{span.mention}" '
            f'href="#zs-g-{slug}" data-type="{span.label}">'
        )
        return opening, "</a>"

    return mark


def head(folder: str) -> str:
    """Style and script for the page's `<head>`; `folder` is the relative path from the page to FOLDER."""
    return f'<!--zs--><link rel="stylesheet" href="{folder}/weave.css"><script defer src="{folder}/weave.js"></script><!--/zs-->'


def section(
    glossary: Glossary, spans: Sequence[Span], folder: str, quotes: Sequence[Mention] = (), *, again: bool = False
) -> str:
    """The glossary of a page, hidden if it has no marks.

    `again`: the page's own script rebuilds its text (hydration), so `quotes` are embedded to find each mark again.
    """
    marks: dict[str, int] = {}
    for span in spans:
        marks[span.ref or ""] = span.mention
    items = "".join(_item(glossary, ref, count, folder) for ref, count in marks.items())
    kept = _quotes(glossary, quotes) if again else ""
    hidden = "" if marks else " hidden"
    return (
        f'<!--zs--><section class="zs-glossary" id="zs-glossary" role="doc-glossary" aria-labelledby="zs-title" '
        f'lang="{glossary.language}" data-close="{glossary.word("close")}" data-more="{glossary.word("more")}"{hidden}>'
        f'<h2 id="zs-title">{glossary.word("article_glossary")}</h2><dl>{items}</dl>'
        f'<p class="zs-all"><a href="{folder}/index.html">{glossary.word("glossary")}</a></p>{kept}</section><!--/zs-->'
    )


def _item(glossary: Glossary, ref: str, count: int, folder: str) -> str:
    entry = glossary.entries[ref]
    slug = escape(entry.slug)
    back = " ".join(
        f'<a role="doc-backlink" href="#zs-r-{slug}-{n}" aria-label="{escape(glossary.word("back", n=n, name=entry.name))}">↩{n}</a>'
        for n in range(1, count + 1)
    )
    return (
        f'<dt id="zs-g-{slug}" data-kind="{glossary.word(entry.type)}" data-href="{entry_href(entry, folder)}">'
        f"<dfn>{escape(entry.name)}</dfn> <small>{glossary.word(entry.type)}</small></dt>"
        f"<dd><div>{glossary.definition(ref, folder)}</div><p>{back} "
        f'<a href="{entry_href(entry, folder)}">{glossary.word("more")}</a></p></dd>'
    )


def _quotes(glossary: Glossary, quotes: Sequence[Mention]) -> str:
    """The marks with their context (like Web Annotation's TextQuoteSelector), as JSON for the script."""
    entries = glossary.entries
    said = [
        [entries[one.ref].slug, entries[one.ref].type, one.anchor, one.before[-24:], one.text, one.after[:24]]
        for one in quotes
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("--", "\\u002d-")
    return f'<script type="application/json" id="zs-quotes">{text}</script>'


def entry_href(entry: Entry, folder: str) -> str:
    """The URL of an entry's page; `folder` is the relative path from the linking page to FOLDER."""
    return f"{folder}/entries/{quote(entry.slug)}.html"


def entry_page(glossary: Glossary, ref: str, mentions: Sequence[Mention], styles: Sequence[str]) -> str:
    """The page of an entry, `FOLDER/entries/SLUG.html`: its definition and every mark with its sentence."""
    entry, rendered = glossary.entries[ref], glossary.rendered[ref]
    facts = " · ".join(
        escape(fact) for fact in (glossary.word(entry.type), rendered.pinyin, entry.english, *entry.aliases) if fact
    )
    lines = "".join(
        f'<li>{escape(one.before)}<a href="../../{quote(one.path)}#{quote(one.anchor)}">{escape(one.text)}</a>'
        f"{escape(one.after)} <small>{escape(one.title or one.path)}</small></li>"
        for one in mentions
    )
    listed = f"<h2>{glossary.word('mentions')}</h2><ol>{lines}</ol>" if lines else ""
    body = f'<h1><dfn>{escape(entry.name)}</dfn></h1><p class="zs-facts">{facts}</p><div>{glossary.definition(ref, "..")}</div>{listed}'
    return _page(glossary, entry.name, body, "..", _rebased(styles, 2))


def index_page(glossary: Glossary, counts: Mapping[str, int], styles: Sequence[str]) -> str:
    """The index of all entries in pinyin order, `FOLDER/index.html`."""
    order = sorted(
        glossary.entries, key=lambda ref: (glossary.rendered[ref].letter == "#", glossary.rendered[ref].pinyin, ref)
    )
    body, letter = [f"<h1>{glossary.word('glossary')}</h1>"], ""
    for ref in order:
        entry, rendered = glossary.entries[ref], glossary.rendered[ref]
        if rendered.letter != letter:
            body.append(f"{'</ul>' if letter else ''}<h2>{rendered.letter}</h2><ul>")
            letter = rendered.letter
        body.append(
            f'<li><a href="entries/{quote(entry.slug)}.html">{escape(entry.name)}</a> '
            f"<small>{glossary.word(entry.type)} · {counts.get(ref, 0)}</small></li>"
        )
    return _page(
        glossary, glossary.word("glossary"), "".join([*body, "</ul>" if letter else ""]), ".", _rebased(styles, 1)
    )


def _page(glossary: Glossary, title: str, body: str, folder: str, styles: Iterable[str]) -> str:
    links = "".join(f'<link rel="stylesheet" href="{escape(href)}">' for href in styles)
    return (
        f'<!doctype html><html lang="{glossary.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>{links}'
        f'<link rel="stylesheet" href="{folder}/weave.css"></head><body class="zs-page"><main>{body}</main>'
        f'<footer><a href="{folder}/index.html">{glossary.word("glossary")}</a></footer></body></html>\n'
    )


def stylesheets(source: str, depth: int) -> tuple[str, ...]:
    """The style sheets of a page `depth` folders below the site's root. Relative URLs become relative to the root."""
    found = []
    for tag in STYLESHEET.findall(source):
        said = HREF.search(tag)
        href = unescape(said[1] or said[2] or said[3] or "") if said else ""
        if not href or href.endswith("/weave.css"):
            continue
        parts = href.split("/")
        if not ROOTED.match(href):
            up = len(parts) - len([part for part in parts if part != ".."])
            href = "/".join(parts[up:]) if up == depth else ""
        found += [href] if href else []
    return tuple(found)


def _rebased(styles: Iterable[str], depth: int) -> Iterable[str]:
    return (href if ROOTED.match(href) else "../" * depth + href for href in styles)
