"""Saved web pages: the article is found, what is around it is left out, what remains is sanitised."""

import re
from collections.abc import Mapping

from bs4 import Tag
from msgspec import Struct
from msgspec.structs import replace

from generator.core.draft import Classified, Draft, Meta, Source
from generator.core.errors import Text
from generator.core.settings import ReadSettings
from generator.readers import embeds, loss
from generator.readers.comments import without_liquid
from generator.readers.front_matter import split
from generator.readers.html.clean import is_seen, kept
from generator.readers.html.found import Found, find, outside
from generator.readers.html.soup import soup
from generator.readers.html.walk import line_of, render
from generator.readers.loss import Loss
from generator.readers.sanitize import harmless

READ = ReadSettings()
AROUND = Text("文章四周的东西", "what surrounds the article")
PAGE = re.compile(r"<(?:html|body|head|!doctype)\b", re.IGNORECASE)
ROBOTS = re.compile(r"<meta\b(?=[^>]*\bname=[\"']?robots\b)[^>]*\bnoindex\b", re.IGNORECASE)
"""How a page asks search engines to leave it out."""


class Page(Struct, frozen=True):
    """What a web page has of an article."""

    meta: Meta
    """Title, author, date and description, as the page tells them."""
    body: str
    """Its HTML, clean and harmless, addresses as they were written."""


def read(source: Source, settings: ReadSettings = READ) -> Draft:
    """The article in a saved page or a fragment of HTML; front matter may stand on top and says more than the page."""
    front = split(source.path, source.text)
    found = _found(without_liquid(front.body))
    meta = replace(
        front.meta,
        title=front.meta.title or found.title,
        author=front.meta.author or found.author,
        date=front.meta.date or found.date,
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
    html = kept(found.body, page=PAGE.search(front.body) is not None, drop=drop)
    tree = render(html, meta, source.text, source.path, settings.embeds)
    left = tuple(loss.problem(source.path, one) for one in around)
    return Draft(meta, source, tree, (*front.problems, *left))


def article_of(source: Source) -> Page:
    """The article in a saved page, for those who make something else of it."""
    found = _found(source.text)
    return Page(
        Meta(title=found.title, author=found.author, date=found.date, description=found.description),
        harmless(kept(found.body)),
    )


class Imported(Struct, frozen=True):
    """A page of another program, for `import`: what the reader makes of it, and what Markdown says in its own way."""

    draft: Draft
    islands: tuple[str, ...]
    """Markdown, by the number in its placeholder."""
    notes: Mapping[str, str]
    """Label of a footnote → its HTML, harmless."""
    dropped: tuple[Classified, ...]
    address: str
    """Where the page is on the web, as it says itself; "" where it does not."""


def imported(source: Source) -> Imported:
    """The article in a page of Word, Zhihu, WeChat, Notion or any other program, put right first."""
    from generator.readers.html.origins import tidy
    from generator.readers.html.origins.origin import PRIVATE

    source = replace(source, text=source.text.replace(PRIVATE, "\ufffd"))
    front = split(source.path, source.text)
    tree = soup(front.body)
    fragment = PAGE.search(front.body) is None
    said = find(tree, fragment=fragment)  # before anything is taken away
    origin = tidy(tree, front.body)
    found = find(tree, fragment=fragment)
    meta = replace(
        front.meta,
        title=front.meta.title or origin.title or said.title,
        author=front.meta.author or origin.author or said.author,
        date=front.meta.date or origin.date or said.date,
        updated=front.meta.updated or origin.updated,
        tags=front.meta.tags or tuple(dict.fromkeys(origin.tags)),
        description=front.meta.description or said.description,
    )
    html = kept(found.body, drop=lambda tag: origin.tell(tag, AROUND))
    draft = Draft(meta, source, render(html, meta, source.text, source.path), front.problems)
    notes = {label: harmless(html) for label, html in origin.notes.items()}
    before = front.line - 1
    dropped = tuple(replace_line(one, before) for one in origin.dropped)
    return Imported(draft, tuple(origin.islands), notes, dropped, origin.address)


def replace_line(one: Classified, before: int) -> Classified:
    """`one` on its line of the file, of which `before` lines are front matter."""
    return replace(one, line=one.line + before) if one.line and before else one


def _found(html: str) -> Found:
    return find(soup(html), fragment=PAGE.search(html) is None)
