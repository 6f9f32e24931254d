"""The cleaned tree of an article → parts and passages."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Never
from urllib.parse import unquote

from bs4.dammit import EntitySubstitution
from bs4.element import AttributeValueList, NavigableString, PageElement, Tag
from bs4.formatter import HTMLFormatter
from msgspec.structs import replace

from generator.core.draft import Link, Meta
from generator.core.passage import Role
from generator.core.texts import bare
from generator.readers import embeds, loss, ruby
from generator.readers.breaks import joins
from generator.readers.builder import VISIBLE, Builder
from generator.readers.content import SPACE, ContentBuilder
from generator.readers.dates import date_in, dates_in
from generator.readers.elements import HEADINGS, ROLES, WHOLE
from generator.readers.html.soup import soup
from generator.readers.sanitize import BLOCK, sanitize
from generator.readers.tree import Element, Tree, escape


class _AsWritten(HTMLFormatter):
    """Keeps the order of attributes, and writes empty values."""

    def attributes(self, tag: Tag) -> Iterable[tuple[str, str | AttributeValueList | None]]:
        return tag.attrs.items()


AS_WRITTEN = _AsWritten(
    entity_substitution=EntitySubstitution.substitute_xml,
    void_element_close_prefix="",
    empty_attributes_are_booleans=False,
)
MAX_DEPTH = 60
"""Nesting of elements. Deeper ones are read as text."""
KEPT = frozenset("em strong i b u s del ins mark small sub sup q cite abbr dfn".split())
"""Inline elements that are kept, without attributes. A `span` means nothing without its style."""
SAME = {"strike": "s", "tt": "code", "big": "b"}
CONTAINERS = frozenset(
    "ul ol li dl dd dt blockquote figure table thead tbody tfoot tr td th details summary figcaption caption aside".split()
)
"""Block elements that are kept. Others only contain paragraphs."""
CELL = frozenset(("colspan", "rowspan", "scope", "start", "reversed", "open"))
DATES = re.compile(r"\d|[年月日时分秒]|上午|下午|星期.|周[一二三四五六日]")
LABELS = re.compile(r"(?:原创|作者|文|来源|发布|发表|时间|日期|于|编辑|by|BY|By)")
MAX_BYLINE = 60
NEXT = 100_000
"""Characters behind a link in which the next one is looked for."""
CLOSING = "。！？!?；;，,：:、…"


def render(html: str, meta: Meta, source: str, path: str, hosts: Container[str] = ()) -> Tree:
    """The article in `html`, which is sanitised here. Lines are looked up in `source`, the text of the file.

    A heading or byline that repeats title, author or date of `meta` is left out.
    """
    walk = _Walk(source, meta, hosts)
    clean = sanitize(embeds.replace_embeds(html, walk.addresses, 1), walk.addresses, 1)
    walk.addresses.links[:] = _with_lines(walk.addresses.links, source)
    tree = walk.walk(soup(clean))
    lost = [one._replace(line=line_of(one.text, source)) for one in walk.addresses.lost]
    return replace(tree, problems=tuple(loss.problem(path, one) for one in lost))


def _with_lines(links: Iterable[Link], source: str) -> Iterator[Link]:
    """The links of a page, which are in its order, with the lines of the file on which their addresses stand."""
    at, line = 0, 1
    for link in links:
        # What is before the name may be a variable of Jekyll's, and it may say no suffix.
        name = link.target.rpartition("/")[2]
        written = (link.target, escape(link.target), name, name.rpartition(".")[0])
        places = (source.find(said, at, at + NEXT) for said in written if said)
        place = next((place for place in places if place >= 0), at)
        line += source.count("\n", at, place)
        at = place
        yield link._replace(line=line)


def line_of(text: str, source: str) -> int:
    """The line of the file on which `text` begins; 1 if it is not found."""
    words = text.split()
    place = source.find(words[0][:60]) if words else -1
    return source.count("\n", 0, place) + 1 if place >= 0 else 1


def _side(tag: Tag) -> str:
    return next((name for name in ("center", "right") if name in tag.get_attribute_list("class")), "")


def byline_date(body: Tag, author: str) -> datetime | None:
    """The date in a first paragraph of `body` that has nothing else but the author."""
    first = body.find("p")
    text = first.get_text() if first else ""
    return date_in(text) if len(text) <= MAX_BYLINE and _is_only_byline(text, bare(author)) else None


def _is_only_byline(text: str, author: str) -> bool:
    said = bare(text)
    return LABELS.sub("", DATES.sub("", said.replace(author, "") if author else said)) == ""


class _Walk(Builder[Never]):
    """Walks the tree of an article."""

    def __init__(self, source: str, meta: Meta, hosts: Container[str] = ()) -> None:
        super().__init__(None, hosts)
        self.source = source
        self.title = bare(meta.title)
        self.byline = bare(meta.author)
        self.days = {date.date() for date in (meta.date, meta.updated) if date}
        self.at = max(source.find("<body"), 0)
        """The offset in the source up to which passages have been located."""
        self.number = source.count("\n", 0, self.at) + 1
        self.side = ""
        """The class for the alignment of the current paragraphs: `center`, `right`, or empty."""
        self.wanted: set[str] = set()
        """Ids that the article's own links refer to."""
        self.anchored: list[str] = []
        """Ids that the author wrote and the page has."""
        self.waiting: list[str] = []
        """Ids of blocks, which are put into their first paragraph."""
        self.shift = 0
        self.top = 2
        self.bold_headings = False

    def walk(self, root: Tag) -> Tree:
        """The article below `root`."""
        self.wanted = {unquote(link.target[1:]) for link in self.addresses.links if link.target.startswith("#")}
        levels = {int(tag.name[1]) for tag in root.find_all(list(HEADINGS)) if not self._is_title(tag)}
        self.shift = 2 - min(levels) if levels else 0
        self.bold_headings = not levels
        self.blocks(root.contents, "paragraph", 0)
        self.addresses.anchors.own[:] = self.anchored
        return self.tree(self.parts)

    def blocks(self, nodes: Sequence[PageElement], role: Role, depth: int) -> None:
        """Adds blocks, and inline content between them as paragraphs."""
        run: list[PageElement] = []
        for node in nodes:
            if isinstance(node, Tag) and _is_block(node):
                self.paragraph(run, role)
                run = []
                self.block(node, role, depth)
            else:
                run.append(node)
        self.paragraph(run, role)

    def block(self, tag: Tag, role: Role, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.paragraph([NavigableString(tag.get_text(" "))], role)
        elif tag.name in HEADINGS:
            self._heading(tag, int(tag.name[1]) + self.shift)
        elif tag.name == "pre":
            self.parts.append(f'<pre tabindex="0"><code>{escape(tag.get_text())}</code></pre>\n')
        elif tag.name == "hr":
            self.parts.append("<hr>\n")
        elif tag.name in CONTAINERS:
            self._container(tag, ROLES.get(tag.name, role), depth)
        else:
            if identity := self._anchor(tag):
                self.waiting.append(identity)
            around, self.side = self.side, _side(tag) or self.side
            self.blocks(tag.contents, role, depth + 1)
            self.side = around

    def _container(self, tag: Tag, role: Role, depth: int) -> None:
        kept = "".join(f' {name}="{escape(str(value))}"' for name, value in tag.attrs.items() if name in CELL)
        before = len(self.parts)
        self.parts.append(('<div class="table" tabindex="0">' if tag.name == "table" else "") + f"<{tag.name}{kept}>")
        if any(isinstance(child, Tag) and _is_block(child) for child in tag.children):
            self.blocks(tag.contents, role, depth + 1)
        else:
            line, role, number = self._line(tag.contents, role)
            self.passage(line.content, role, number)
        if len(self.parts) == before + 1 and tag.name not in ("td", "th"):
            self.parts.pop()
        else:
            self.parts.append(f"</{tag.name}>" + ("</div>\n" if tag.name == "table" else "\n"))

    def paragraph(self, nodes: Sequence[PageElement], role: Role) -> None:
        """Adds a paragraph of inline `nodes`, unless it is empty."""
        if not nodes or not any(str(node).strip() for node in nodes):
            return
        line, role, number = self._line(nodes, role)
        if not line.leaves or self._is_byline(line.text):
            return
        if self._is_bold_heading(nodes, line.text):
            self.section += 1
            self.heading(line.content, line.text.strip(), 2, number)
            return
        role = "caption" if line.text.startswith("▲") else role
        kind = "caption" if role == "caption" else self.side if VISIBLE.search(line.text) else ""
        self.parts.append(f'<p class="{kind}">' if kind else "<p>")
        self.passage(line.content, role, number)
        self.parts.append("</p>\n")

    def _is_bold_heading(self, nodes: Sequence[PageElement], text: str) -> bool:
        """Whether a short bold paragraph is a heading: WeChat's editor has no others."""
        shown = [node for node in nodes if str(node).strip()]
        while len(shown) == 1 and isinstance(shown[0], Tag) and shown[0].name == "span":
            shown = [node for node in shown[0].contents if str(node).strip()]
        return (
            self.bold_headings
            and len(shown) == 1
            and isinstance(shown[0], Tag)
            and shown[0].name in ("strong", "b")
            and 2 <= len(text.strip()) <= 30
            and text.strip()[-1] not in CLOSING
        )

    def _heading(self, tag: Tag, level: int) -> None:
        text = SPACE.sub(" ", tag.get_text()).strip()
        if not text or self._is_title(tag):
            return
        line, _, number = self._line(tag.contents, "heading")
        self.anchored += [str(tag["id"])] if tag.get("id") else []
        self.section += level <= self.top
        self.heading(line.content, text, min(level, 6), number, name=str(tag.get("id") or ""))

    def _is_title(self, tag: Tag) -> bool:
        """Whether a heading repeats the title, which the page shows anyway."""
        return bool(self.title) and not self.parts and bare(tag.get_text()) == self.title

    def _is_byline(self, text: str) -> bool:
        """Whether a first paragraph has only the author and date of the article, which the page shows anyway."""
        if len(self.passages) > 1 or self.headings or len(text) > MAX_BYLINE:
            return False
        days = {date.date() for date in dates_in(text)}
        names = self.byline != "" and self.byline in bare(text)
        return _is_only_byline(text, self.byline) and days <= self.days and (names or bool(days))

    # ------------------------------------------------------------ inline

    def _line(self, nodes: Iterable[PageElement], role: Role) -> tuple[ContentBuilder, Role, int]:
        line = ContentBuilder()
        for identity in self.waiting:
            line.put(f'<a id="{escape(identity)}"></a>', "", "")
        self.waiting.clear()
        self._inline(line, nodes, 0)
        _trim(line)
        number = self._find(next((line.text[leaf.start : leaf.end] for leaf in line.leaves if leaf.html is None), ""))
        return line, role, number

    def _inline(self, line: ContentBuilder, nodes: Iterable[PageElement], depth: int) -> None:
        for node in nodes:
            if isinstance(node, NavigableString):
                line.say_collapsed(str(node))
            elif isinstance(node, Tag):
                self._tag(line, node, depth)

    def _tag(self, line: ContentBuilder, tag: Tag, depth: int) -> None:
        name = SAME.get(tag.name, tag.name)
        is_whole = name in WHOLE and bool(tag.get_text(strip=True) or tag.find("img"))
        if (identity := self._anchor(tag)) and not is_whole:
            line.put(f'<a id="{escape(identity)}"></a>', "", "")
        if depth > MAX_DEPTH:
            line.say_collapsed(tag.get_text())
        elif name == "br":
            line.put("<br>\n", "" if line.last == " " or joins(line.last, _next_char(tag)) else " ", "")
        elif name == "img" or name in ("video", "audio"):
            line.put(tag.decode(formatter=AS_WRITTEN), last="")
        elif name == "ruby":
            ruby.put(line, tag.decode(formatter=AS_WRITTEN))
        elif is_whole:
            line.put(tag.decode(formatter=AS_WRITTEN), last=tag.get_text()[-1:])
        elif name in KEPT:
            line.enter(Element(f"<{name}>", f"</{name}>", f"<{name}>"), name)
            self._inline(line, tag.contents, depth + 1)
            line.leave(name)
        else:
            self._inline(line, tag.contents, depth + 1)

    def _anchor(self, tag: Tag) -> str:
        """The id of an element if it is an anchor (`<a name>`) or a link leads to it. Saved pages have many others."""
        identity = str(tag.get("id") or "")
        is_wanted = identity in self.wanted or identity.removeprefix("h-") in self.wanted
        if not identity or not (is_wanted or (tag.name == "a" and not tag.get("href"))):
            return ""
        self.anchored.append(identity)
        return identity

    def _find(self, text: str) -> int:
        """The source line of a passage: where its first words are found after the last passage."""
        words = re.split(r"[\s&<>\"]+", text.strip(), maxsplit=1)[0][:16]
        place = self.source.find(words, self.at) if words else -1
        if place >= 0:
            self.number += self.source.count("\n", self.at, place)
            self.at = place
        return self.number


def _is_block(tag: Tag) -> bool:
    """Whether an element is a block or contains one."""
    return tag.name in BLOCK or (tag.name not in ("br", "img") and tag.find(list(BLOCK)) is not None)


def _next_char(tag: Tag) -> str:
    """The next visible character."""
    for text in tag.next_elements:
        if isinstance(text, NavigableString) and (said := str(text).strip()):
            return said[0]
    return " "


def _trim(line: ContentBuilder) -> None:
    """Removes line breaks at the end of a line."""
    while line.leaves and (last := line.leaves[-1]).start == last.end and (last.html or "").startswith("<br>"):
        line.leaves.pop()
