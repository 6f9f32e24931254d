"""Puts final URLs into the HTML of articles and of definitions."""

import posixpath
import re
from collections.abc import Mapping
from functools import partial
from html import escape, unescape

from msgspec import Struct, field
from msgspec.structs import replace

from generator.core.article import Article, LazyHtml, Mention, Mentions
from generator.core.draft import Link
from generator.core.errors import Place, Problem, Text, did_you_mean
from generator.core.library import EntryRef
from generator.core.marks import is_unbroken
from generator.core.texts import shortened
from generator.core.urls import ROOT, quoted
from generator.glossary.ids import Ids
from generator.readers import wiki
from generator.site.image_sizes import PictureLookup, attributes, no_picture, smaller_copies, with_attributes
from generator.site.links import Targets, missing_cover, output_path, resolve
from generator.store import cache

DESCRIPTION = 120
"""Length of a description taken from the text, in code points."""
PLACEHOLDER = re.compile(r'"zhushu-link:(\d+):"')
"""A link's placeholder as an attribute value; in text, the reader escapes quotation marks."""
HERE = re.compile(r'(href|src)="zhushu-here:([^"]*)"')
"""A link or image of a definition, relative to the entry's file."""
ENTRY_LINK = re.compile(r'<a href="zhushu-entry:([^"]*)">(.*?)</a>', re.DOTALL)

LOCAL_LINK = re.compile(r'<a href="zhushu-here:[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
LOCAL_PICTURE = re.compile(r'<img (?=[^>]*src="zhushu-here:)(?:[^>]*? alt="([^"]*)")?[^>]*>')


def without_local(html: str) -> str:
    """A definition of a shared glossary, with the texts of links and pictures of its own folder in their place: the site
    does not have those files.
    """
    if "zhushu-here:" not in html:
        return html
    return LOCAL_LINK.sub(r"\1", LOCAL_PICTURE.sub(r"\1", html))


class Linker(Struct, frozen=True):
    """Puts URLs into the links of definitions. A `[[…]]` that names no entry stays text and is reported."""

    ids: Ids
    refs: Mapping[str, EntryRef]
    targets: Targets
    problems: list[Problem]
    picture_of: PictureLookup = no_picture
    smaller: bool = False
    """Whether pictures of articles get smaller copies."""
    foreign: bool = False
    """Whether the definitions are of a shared glossary. A `[[…]]` that names no entry is then left as plain text."""
    files: dict[str, str] = field(default_factory=dict)
    """Output path → source of the files that definitions need."""

    def __call__(self, html: str, place: Place, owner: str) -> str:
        """`html` with its links resolved; `place` and `owner` (the entry's name) are for problems."""
        if "zhushu-here:" in html:
            html = HERE.sub(lambda found: f"{found[1]}={self._attribute(unescape(found[2]), found[1], place)}", html)
        if "zhushu-entry:" not in html:
            return html
        return ENTRY_LINK.sub(lambda found: self._entry_link(unescape(found[1]), found[2], place, owner), html)

    def _attribute(self, target: str, attribute: str, place: Place) -> str:
        """The quoted attribute value for a link or image of the definition at `place`, followed by a picture's size."""
        link = Link(0, target, place.line, "image" if attribute == "src" else "link")
        resolved = resolve(link, place.path, output_path(place.path), self.targets)
        self.files.update([resolved.file] if resolved.file else ())
        self.problems.extend([resolved.problem] if resolved.problem else ())
        picture = self.picture_of(resolved.file[1]) if resolved.file and attribute == "src" else None
        size = attributes(picture, resolved.url, {}) if picture else ""
        return f'"{escape(resolved.url, quote=True)}"{size}'

    def _entry_link(self, inner: str, text: str, place: Place, owner: str) -> str:
        left, _, right = (side.strip() for side in inner.partition("|"))
        name = left.partition("#")[0].strip() or left
        ref = self.refs.get(self.ids.of(name) or "")
        if ref is None and right and (ref := self.refs.get(self.ids.of(right) or "")):
            text = escape(left)  # [[shown|entry]], the older order
        if ref is not None:
            whole = ' class="w"' if is_unbroken(unescape(text)) else ""
            return f'<a{whole} href="{ROOT}{quoted(ref.url)}">{text}</a>'
        if self.foreign:
            return text
        self.problems.append(
            Problem(
                "warning",
                "unknown-entry",
                place,
                Text(
                    f"“{owner}”的释义提到未知词条“{name}”",
                    f'the definition of "{owner}" names an unknown entry "{name}"',
                ),
                did_you_mean(name, self.refs),
            )
        )
        return escape(f"[[{inner}]]")


def link_article(article: Article, targets: Targets, linker: Linker) -> Article:
    """The article with its links resolved."""
    if not (article.links or article.meta.image or article.terms):
        return article
    attached: dict[str, str] = {}
    cover = (0, 0)
    if article.meta.image:
        picture = posixpath.normpath(posixpath.join(posixpath.dirname(article.path), article.meta.image))
        if picture in targets.files:
            attached[output_path(picture)] = picture
        elif problem := missing_cover(article.path, article.meta, targets):
            linker.problems.append(problem)
        cover = _cover_size(article, targets, linker)
    finals: dict[str, str] = {}
    pictures: dict[str, str] = {}
    smaller: dict[str, tuple[str, int]] = {}
    for link in article.links:
        resolved = resolve(link, article.path, article.url, targets)
        finals[str(link.number)] = resolved.url
        if resolved.file:
            out, source = resolved.file
            attached[out] = source
            if link.kind == "image" and (known := linker.picture_of(source)):
                copies = smaller_copies(out, source, known) if linker.smaller else {}
                smaller |= copies
                pictures[str(link.number)] = attributes(known, out, copies)
        if resolved.problem:
            linker.problems.append(resolved.problem)
    place = Place(article.path, 1)
    shown = wiki.links_shown(article.links, finals)
    lead = wiki.settle_text(article.lead, shown)
    return replace(
        article,
        meta=replace(article.meta, description=article.meta.description or shortened(lead, DESCRIPTION)),
        lead=lead,
        mentions=Mentions(partial(settled_mentions, article.mentions, shown)) if shown else article.mentions,
        html=with_links(article.html, finals, pictures),
        files=attached,
        smaller=smaller,
        cover=cover,
        terms={ref: linker(html, place, ref) for ref, html in article.terms.items()},
    )


def _cover_size(article: Article, targets: Targets, linker: Linker) -> tuple[int, int]:
    """Width and height of the article's cover, if it is a picture of the site."""
    file = resolve(Link(0, article.meta.image, 1, "image"), article.path, article.url, targets).file
    known = linker.picture_of(file[1]) if file else None
    return (known.width, known.height) if known else (0, 0)


def with_links(html: LazyHtml, finals: Mapping[str, str], pictures: Mapping[str, str] | None = None) -> LazyHtml:
    """`html` with the placeholders of its links replaced by `finals`, and attributes added to its `pictures`; both are
    given by the link's number.
    """
    if not finals:
        return html
    return LazyHtml(cache.key(html.digest, finals, pictures or {}), partial(linked_html, html, finals, pictures or {}))


def linked_html(html: LazyHtml, finals: Mapping[str, str], pictures: Mapping[str, str]) -> str:
    """HTML with the placeholders of its links replaced, as `with_links` says."""
    linked = with_attributes(wiki.settle(str(html), finals), pictures)
    return PLACEHOLDER.sub(lambda found: f'"{escape(finals.get(found[1], ""), quote=True)}"', linked)


def settled_mentions(mentions: Mentions, shown: Mapping[str, str], ref: str) -> tuple[Mention, ...]:
    """An article's mentions of an entry, with the `[[…]]` in their sentences settled."""
    return tuple(
        one._replace(before=wiki.settle_text(one.before, shown), after=wiki.settle_text(one.after, shown))
        for one in mentions.of(ref)
    )
