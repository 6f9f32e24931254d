"""HTML of an article → the body of a TEI document."""

from collections.abc import Mapping
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from generator.core import marks
from generator.core.entry import Type
from generator.core.markup import legal

PLAIN = {
    "p": "p",
    "ul": "list",
    "ol": "list",
    "li": "item",
    "blockquote": "quote",
    "pre": "eg",
    "code": "code",
    "strong": "hi",
    "b": "hi",
    "em": "emph",
    "i": "hi",
    "s": "del",
    "del": "del",
    "a": "ref",
    "figure": "figure",
    "figcaption": "figDesc",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "dl": "list",
    "dt": "label",
    "dd": "item",
    "sup": "hi",
    "sub": "hi",
    "cite": "title",
    "q": "q",
}
"""HTML element → TEI element; of other elements only the text is kept."""
MARKS: Mapping[Type, str] = {
    "term": "term",
    "person": "persName",
    "organization": "orgName",
    "place": "placeName",
    "product": "objectName",
    "work": "title",
    "event": "name",
}
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


class TeiBody(HTMLParser):
    """Reads HTML into `body`. A heading opens a division, which lasts until the next heading of its level or above."""

    def __init__(self, body: Element, ids: dict[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self._divisions: list[tuple[int, Element]] = [(0, body)]
        self._open: list[tuple[str, Element | None]] = []
        self._ids = ids

    def read(self, html: str) -> None:
        """Read the HTML of a whole article."""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102  as HTMLParser says
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            SubElement(self._within(), "graphic", {"url": legal(given.get("src", ""))})
        elif tag == "br":
            SubElement(self._within(), "lb")
        elif tag in HEADINGS and not self._inside():
            self._open.append((tag, self._division(HEADINGS[tag])))
        elif tag not in ("hr", "input", "wbr", "source"):
            self._open.append((tag, self._element(tag, given)))

    def handle_endtag(self, tag: str) -> None:  # noqa: D102  as HTMLParser says
        for position in range(len(self._open) - 1, -1, -1):
            if self._open[position][0] == tag:
                del self._open[position:]
                return

    def handle_data(self, data: str) -> None:  # noqa: D102  as HTMLParser says
        if not self._inside():
            if not data.strip():
                return
            _append(SubElement(self._divisions[-1][1], "p"), data)
            return
        _append(self._within(), data)

    def _division(self, level: int) -> Element:
        while self._divisions[-1][0] >= level:
            self._divisions.pop()
        division = SubElement(self._divisions[-1][1], "div")
        self._divisions.append((level, division))
        return SubElement(division, "head")

    def _element(self, tag: str, given: dict[str, str]) -> Element | None:
        if kind := marks.type_of(tag, given):
            return SubElement(self._within(), MARKS[kind], self._ref(given))
        name = PLAIN.get(tag)
        if name is None:
            return None
        attributes = {"target": legal(given["href"])} if tag == "a" and "href" in given else {}
        return SubElement(self._within(), name, attributes | ({"rend": tag} if name == "hi" else {}))

    def _ref(self, given: dict[str, str]) -> dict[str, str]:
        known = self._ids.get(marks.slug_in(given))
        return {"ref": f"#{known}"} if known else {}

    def _inside(self) -> bool:
        return any(element is not None for _, element in self._open)

    def _within(self) -> Element:
        return next((element for _, element in reversed(self._open) if element is not None), self._divisions[-1][1])


def _append(element: Element, text: str) -> None:
    """Append text to an element, after its children."""
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + legal(text)
    else:
        element.text = (element.text or "") + legal(text)
