"""Pages built by another program: reads their main text as passages, and inserts marks without other changes.

`read` finds the text by CSS selectors. `Foreign.weave` inserts opening and closing tags into the source. `strip`
removes them again and restores every byte.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from msgspec import Struct
from soupsieve import SelectorSyntaxError

from generator.core.passage import OBJECT, Passage, Role
from generator.core.span import MarkOf, Span
from generator.core.tables import words
from generator.readers.breaks import joins
from generator.readers.elements import HEADINGS, ROLES
from generator.readers.html.positions import LineIndex, Run, tokens
from generator.readers.html.soup import text_of

USUAL = words("selectors.txt")["main"]
"""Selectors of the main text in common generators; the first that matches is used."""
PASSED_TAGS = frozenset(
    "a button code pre kbd samp var tt script style template noscript textarea select option svg math iframe object video "
    "audio canvas rt rp h1 h2 h3 h4 h5 h6 nav header footer mjx-container astro-island".split()
)
"""Elements whose text is never marked, as is that of those below."""
PASSED_CLASSES = frozenset(("toc", "table-of-contents", "highlight", "katex", "MathJax"))
PASSED_ROLES = ("navigation", "doc-toc")
PASSED_ATTRIBUTES = ("hidden", "contenteditable", "data-zs-skip")
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
NAME = re.compile(r"[\w-]+")
SPACE = " \t\n\r\f"
UNKNOWN_SECTION = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![\w.-]))", re.IGNORECASE | re.ASCII
)
"""What browsers read as a comment, and Python's parser rejects with the whole page."""
MARK = re.compile(r'<a class="zs-mark[^>]*>([^<]*)</a>')
"""A mark written by `weave`. It contains only text."""
HYDRATED = re.compile(
    r"""<div[^>]*\bid=["']?(?:__docusaurus|__next|___gatsby|__nuxt)\b|\bdata-server-rendered"""
    r"""|\b__(?:next_f|remixContext|reactRouterContext|sveltekit_\w+)\b|id=["']?app["']?>\s*<div[^>]*"""
    r"""class=["'][^"']*\bLayout\b"""
)
NAVIGATING = re.compile(
    r"""<script\b[^>]*\bsrc=[^>]*\b(?:pjax|turbo|turbolinks|swup|barba|instantclick)\b[^>]*>|"navigation\.instant"""
    r"""|["']@hotwired/turbo["']|\bnew Pjax\(|<meta\b[^>]*\bastro-view-transitions-enabled\b""",
    re.IGNORECASE,
)
BLOCK = re.compile(r"<!--zs-->.*?<!--/zs-->", re.DOTALL)
"""Other insertions."""


class Foreign(Struct, frozen=True):
    """A page built by another program."""

    source: str
    passages: tuple[Passage, ...]
    spots: tuple[tuple[tuple[int, int, int], ...], ...]
    """For each character of each passage: the number of its run, its start and end in the source."""
    title: str
    ends: tuple[int, int]
    """Offsets of `</head>` and of the end tag of the last element of the main text; -1 if there is none."""
    body_end: int
    hydrated: bool
    """See `is_hydrated`."""
    policy: str
    """Content-Security-Policy from its `<meta>`; empty if there is none."""
    base: bool
    """Whether it has a `<base href>`."""

    def weave(self, spans: Sequence[Span], mark: MarkOf, inserts: Iterable[tuple[int, str]] = ()) -> str:
        """The source with `spans` (kept, disjoint) wrapped by `mark`, and with `inserts` (offset, text)."""
        edits = [(at, 1, text) for at, text in inserts]
        for span in spans:
            opening, closing = mark(span)
            for number, (start, end) in enumerate(_pieces(self.spots[span.passage][span.start : span.end])):
                first = opening if number == 0 else re.sub(r' id="[^"]*"', "", opening)
                edits += [(start, 2, first), (end, 0, closing)]
        out, last = list[str](), 0
        for at, _, text in sorted(edits, key=lambda edit: edit[:2]):  # at the same offset, end tags come first
            out += [self.source[last:at], text]
            last = at
        return "".join([*out, self.source[last:]])


def is_hydrated(source: str) -> bool:
    """Whether scripts of the page rebuild its text on loading (VitePress, Docusaurus, Next, Gatsby, Nuxt …)."""
    return HYDRATED.search(source) is not None


def is_navigating(source: str) -> bool:
    """Whether a script puts the next page in this one's place (Pjax, Turbo, Material's `navigation.instant`, Astro's router …)."""
    return NAVIGATING.search(source) is not None


def strip(html: str) -> str:
    """The page without insertions, as it was before weaving."""
    if "zs-mark" not in html and "<!--zs-->" not in html:
        return html
    return MARK.sub(r"\1", BLOCK.sub("", html))


def read(source: str, select: str = "") -> Foreign | None:
    """The page in `source`. `select` is a list of CSS selectors for the main text; empty: USUAL.

    None if no element matches, or if the two parsers disagree about the texts. Raises ValueError for an invalid
    selector.
    """
    parsed = UNKNOWN_SECTION.sub("<!~", source)
    tree = BeautifulSoup(parsed, "html.parser")
    try:
        roots = _roots(tree, source, select)
    except SelectorSyntaxError as error:
        raise ValueError(str(error).splitlines()[0]) from None
    if not roots:
        return None
    found = tokens(parsed)
    strings = [
        node
        for node in tree.descendants
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString)
    ]
    if len(strings) != len(found.runs):
        return None
    runs = {id(node): number for number, node in enumerate(strings)}
    walk = _Walk(source, found.runs, runs)
    try:
        for root in roots:
            walk.block(root, "paragraph")
    except RecursionError:  # thousands of nested elements: not a real page
        return None
    return _page(tree, source, roots, walk, found.ends)


def _page(tree: BeautifulSoup, source: str, roots: Sequence[Tag], walk: "_Walk", ends: dict[str, int]) -> Foreign:
    title = tree.find("title")
    meta = tree.find("meta", attrs={"http-equiv": re.compile("^content-security-policy$", re.IGNORECASE)})
    return Foreign(
        source=source,
        passages=tuple(walk.passages),
        spots=tuple(walk.spots),
        title=text_of(title) if title else "",
        ends=(ends.get("head", -1), _end(source, roots[-1])),
        body_end=ends.get("body", -1),
        hydrated=is_hydrated(source),
        policy=str(meta.get("content") or "") if isinstance(meta, Tag) else "",
        base=tree.find("base", href=True) is not None,
    )


def _roots(tree: BeautifulSoup, source: str, select: str) -> list[Tag]:
    """The outermost elements that match the selectors."""
    lower = source.lower()
    for selector in (select,) if select else USUAL:
        if not select and NAME.findall(selector)[-1] not in lower:
            continue  # much quicker than a search of the tree
        found = tree.select(selector)
        if found:
            known = {id(tag) for tag in found}
            return [tag for tag in found if not any(id(above) in known for above in tag.parents)]
    return []


def _end(source: str, root: Tag) -> int:
    """The offset of the end tag of `root`; -1 if unknown."""
    if root.sourceline is None or root.sourcepos is None:
        return -1
    start = LineIndex(source).offset(root.sourceline, root.sourcepos)
    depth = 0
    for found in re.finditer(
        rf"<!--.*?-->|<(/?){re.escape(root.name)}(?=[\s>/])", source[start:], re.DOTALL | re.IGNORECASE
    ):
        if found[1] is None:
            continue
        depth += -1 if found[1] else 1
        if depth == 0:
            return start + found.start()
    return -1


def _pieces(spots: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges of the source, each within one run of text: a mark has one element in each."""
    known = [spot for spot in spots if spot[1] >= 0]  # all but spaces for `<br>`
    begin, last = known[0], known[0]
    for spot in known[1:]:
        if spot[0] != last[0]:
            yield begin[1], last[2]
            begin = spot
        last = spot
    yield begin[1], last[2]


def _is_passed_over(tag: Tag) -> bool:
    if tag.name in PASSED_TAGS:
        return True
    attributes = tag.attrs
    if not attributes:
        return False
    return (
        any(name in attributes for name in PASSED_ATTRIBUTES)
        or not PASSED_CLASSES.isdisjoint(tag.get_attribute_list("class"))
        or attributes.get("role") in PASSED_ROLES
        or attributes.get("id") == "toc"
        or attributes.get("aria-hidden") == "true"
    )


class _Walk:
    """Walks the tree and collects the passages."""

    def __init__(self, source: str, runs: Sequence[Run], numbers: dict[int, int]) -> None:
        self.passages: list[Passage] = []
        self.spots: list[tuple[tuple[int, int, int], ...]] = []
        self._runs, self._numbers = runs, numbers
        self._lines = LineIndex(source)
        self._section = 0
        self._text: list[str] = []
        self._at: list[tuple[int, int, int]] = []
        self._space: tuple[int, int, int] | None = None
        self._broken = False

    def block(self, tag: Tag, role: Role) -> None:
        """Adds the passages of a block element and of the blocks in it."""
        role = ROLES.get(tag.name, role)
        self._end(role)
        if tag.name in HEADINGS:
            self._section += 1
        if _is_passed_over(tag):
            return
        self._inline(tag, role)
        self._end(role)

    def _inline(self, tag: Tag, role: Role) -> None:
        for node in tag.children:
            if isinstance(node, Tag):
                if node.name in BLOCKS:
                    self.block(node, role)
                elif node.name == "br":
                    self._broken = True
                    self._space = self._space or (-1, -1, -1)
                elif _is_passed_over(node) or node.name in ("img", "input"):
                    self._put(OBJECT, (-1, -1, -1))
                else:
                    self._inline(node, role)
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self._string(node)

    def _string(self, node: NavigableString) -> None:
        number = self._numbers[id(node)]
        run = self._runs[number]
        if run.text.strip(SPACE) != str(node).strip(SPACE):
            self._put(OBJECT, (-1, -1, -1))  # the two parsers disagree: do not annotate
            return
        for char, (start, end) in zip(run.text, run.spots, strict=True):
            if char in SPACE:
                self._space = (number, start, end)
                self._broken = self._broken or char == "\n"
            elif char != "\u200b":  # a line break opportunity
                self._put("\ufffd" if "\ud800" <= char <= "\udfff" else char, (number, start, end))

    def _put(self, char: str, spot: tuple[int, int, int]) -> None:
        if self._space is not None and self._text and not (self._broken and joins(self._text[-1], char)):
            self._text.append(" ")
            self._at.append(self._space)
        self._space, self._broken = None, False
        self._text.append(char)
        self._at.append(spot)

    def _end(self, role: Role) -> None:
        """Ends the open passage."""
        if self._text:
            line = self._lines.line(next((start for _, start, _ in self._at if start >= 0), 0))
            self.passages.append(Passage(len(self.passages), "".join(self._text), line, role, self._section))
            self.spots.append(tuple(self._at))
        self._text, self._at, self._space, self._broken = [], [], None, False
