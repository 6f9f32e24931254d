"""Saved web pages and HTML fragments: extracts the article, removes what surrounds it, sanitises the rest."""

import re
from collections.abc import Mapping

from bs4 import Tag
from msgspec import Struct
from msgspec.structs import replace

from generator.core.draft import Classified, Draft, Source
from generator.core.errors import Text
from generator.core.patterns import late
from generator.core.settings import ReadSettings
from generator.readers import embeds, loss
from generator.readers.addresses import Known
from generator.readers.comments import without_liquid
from generator.readers.front_matter import split
from generator.readers.html.clean import cleaned, is_seen
from generator.readers.html.extract import Extract, find, outside
from generator.readers.html.soup import soup
from generator.readers.html.walk import byline_date, line_of, render
from generator.readers.loss import Loss
from generator.readers.sanitize import harmless

READ = ReadSettings()
SURROUNDINGS = Text("文章四周的东西", "what surrounds the article")
LIQUID = late(r"(\b(?:src|href|poster)=[\"'])((?:\{\{.*?\}\}|\{%.*?%\}|[^\"'\n<>{}])*)")
"""An address with a tag or variable."""
PAGE = re.compile(r"<(?:html|body|head|!doctype)\b", re.IGNORECASE)
ROBOTS = re.compile(r"<meta\b(?=[^>]*\bname=[\"']?robots\b)[^>]*\bnoindex\b", re.IGNORECASE)
"""How a page asks search engines to leave it out."""


def read(source: Source, settings: ReadSettings = READ, *, known: Known | None = None) -> Draft:  # noqa: ARG001 — the same
    """The article in a saved page or an HTML fragment. Front matter at the top overrides what the page says. `[[…]]`, for
    which readers have `known`, is text there.
    """
    front = split(source.path, source.text)
    found = _found(_without_liquid(front.body))
    meta = replace(
        front.meta,
        title=front.meta.title or found.title,
        author=front.meta.author or found.author,
        date=front.meta.date or found.date or byline_date(found.body, front.meta.author or found.author),
        description=front.meta.description or found.description,
        noindex=front.meta.noindex or ROBOTS.search(front.body) is not None,
    )
    around: list[Loss] = []

    def drop(tag: Tag) -> None:
        around.append(loss.around(line_of(said := tag.get_text(" "), source.text), tag.name, said))

    if (start := embeds.unclosed(front.body) if "<!--" in front.body else -1) >= 0:
        around += filter(None, [embeds.hidden(front.body, start, front.line)])
    for tag in outside(found.body):
        if is_seen(tag) and (said := " ".join(tag.get_text(" ").split())) and said not in (meta.title, meta.author):
            drop(tag)
    html = cleaned(found.body, page=PAGE.search(front.body) is not None, drop=drop)
    tree = render(html, meta, source.text, source.path, settings.embeds)
    told = tuple(loss.problem(source.path, one) for one in around)
    return Draft(meta, source, tree, (*front.problems, *told), left=tuple(one.text for one in around))


class Page(Struct, frozen=True):
    """A page of another program, for `import`: the draft, and what has its own syntax in Markdown."""

    draft: Draft
    snippets: tuple[str, ...]
    """Markdown by the number in its placeholder."""
    notes: Mapping[str, str]
    """Label of a footnote → its sanitised HTML."""
    dropped: tuple[Classified, ...]
    address: str
    """The page's own URL according to the page; "" if unknown."""


def imported(source: Source) -> Page:
    """The article in a page of Word, Zhihu, WeChat, Notion or any other program, after normalising its HTML."""
    from generator.readers.html.origins import tidy
    from generator.readers.html.origins.origin import PRIVATE

    source = replace(source, text=source.text.replace(PRIVATE, "\ufffd"))
    front = split(source.path, source.text)
    tree = soup(_without_liquid(front.body))
    fragment = PAGE.search(front.body) is None
    original = find(tree, fragment=fragment)  # before anything is removed
    origin = tidy(tree, front.body)
    found = find(tree, fragment=fragment)
    meta = replace(
        front.meta,
        title=front.meta.title or origin.title or original.title,
        author=front.meta.author or origin.author or original.author,
        date=front.meta.date or origin.date or original.date,
        updated=front.meta.updated or origin.updated,
        tags=front.meta.tags or tuple(dict.fromkeys(origin.tags)),
        description=front.meta.description or original.description,
    )
    html = cleaned(found.body, drop=lambda tag: origin.report(tag, SURROUNDINGS))
    draft = Draft(meta, source, render(html, meta, source.text, source.path), front.problems)
    notes = {label: harmless(html) for label, html in origin.notes.items()}
    before = front.line - 1
    dropped = tuple(replace(one, line=one.line + before) if one.line else one for one in origin.dropped)
    return Page(draft, tuple(origin.snippets), notes, dropped, origin.address)


def _without_liquid(html: str) -> str:
    """A post of Jekyll without Liquid in its comments and addresses: `{{ site.baseurl }}/a.png`."""
    if "{{" not in html and "{%" not in html:
        return html
    from generator.readers.markdown.shortcodes import expand

    return LIQUID.sub(lambda found: found[1] + expand(found[2], "", 0, keep=True).text, without_liquid(html))


def _found(html: str) -> Extract:
    return find(soup(html), fragment=PAGE.search(html) is None)
