"""CommonMark 0.31.2: each of its examples, but for those that are read in another way on purpose."""

import json
import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from generator.readers.addresses import Addresses
from generator.readers.markdown import blocks, parser
from generator.readers.sanitize import sanitize
from generator.readers.tree import escape
from tests.readers.markdown import specs
from tests.readers.markdown.usual import same

EXAMPLES = 652
ON_PURPOSE = {
    "`[[…]]` is a wiki link": (548, 559, 590),
    "an image with a title that is a paragraph alone is a figure with a caption": (
        *(572, 573, 576, 577, 584, 585, 586, 588, 589, 591),
    ),
    "an address is a link only with a scheme that a page may have": (598, 599, 601),
    "a bare address is a link, as on GitHub": (602, 608, 611, 612),
    "raw inline HTML that is not closed in its paragraph is left out: a page is well-formed": (
        *(187, 344, 476, 477, 494, 613, 614, 615, 616, 630, 631, 642, 643),
    ),
    "raw HTML that is never closed ends with its last raw block": (148, 155, 184),
    "what is no element of HTML is text": (*(150, 163, 180, 182, 201, 491, 524, 536, 617, 623, 627, 628, 629),),
}
"""Reason → numbers of examples."""
NOT_COMPARED = ("tabindex", "loading", "decoding", "rel", "id")
"""Attributes that every page's elements have beside those of the specification."""
BLOCK = re.compile(r"\n*(</?(?:p|ul|ol|li|blockquote|h|hr|div|pre|td|th|tr|table)\b[^>]*>)\n*")


def read(markdown: str) -> str:
    """The HTML of a text, its links in place."""
    tree, *_ = blocks.render(*parser.parse(markdown), blocks.RenderSettings(highlight=False))
    woven = tree.weave((), lambda _: ("", ""))
    html = woven.html
    for link in woven.links:
        html = html.replace(link.placeholder, escape(link.target))
    return html


def sanitized(html: str) -> str:
    """What the specification expects, as far as a page may have it."""
    addresses = Addresses()
    html = sanitize(html, addresses, 1)
    for link in addresses.links:
        html = html.replace(link.placeholder, escape(link.target))
    return html


def canonical(html: str) -> str:
    """HTML without what does not matter: white space around blocks, the level of headings, how an address is encoded."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        if re.fullmatch("h[1-6]", element.name):
            element.name = "h"
        for name in NOT_COMPARED:
            element.attrs.pop(name, None)
        for name in {"href", "src"} & set(element.attrs):
            element.attrs[name] = unquote(str(element.attrs[name]))
        element.attrs = dict(sorted(element.attrs.items()))
    return re.sub(r"\s*\n\s*", "\n", BLOCK.sub(r"\n\1\n", str(soup))).strip()


@pytest.fixture(scope="module")
def examples() -> list[dict[str, str]]:
    return json.loads(specs.file("tests/test_cmark_spec/commonmark.json"))


def test_examples(examples: list[dict[str, str]]) -> None:
    assert len(examples) == EXAMPLES
    different = [
        each["example"] for each in examples if canonical(read(each["markdown"])) != canonical(sanitized(each["html"]))
    ]
    assert different == sorted(number for numbers in ON_PURPOSE.values() for number in numbers)


def test_examples_by_the_fast_paths(examples: list[dict[str, str]]) -> None:
    for each in examples:
        same(each["markdown"])


def test_tables_of_github() -> None:
    """The examples of GFM's section on tables; their cells say where they stand by a class here.

    On purpose, a row keeps the cells beyond its table's last column (GFM leaves them out), and its author is told.
    """
    text = specs.file("tests/test_port/fixtures/tables.md")
    found = re.findall(
        r"^GFM 4\.10 Tables \(extension\), Example \d+\n\.\n(.*?)\n\.\n(.*?)\n\.$", text, re.MULTILINE | re.DOTALL
    )
    assert len(found) == 8
    for markdown, html in found:
        expected = re.sub(r' style="text-align:(\w+)"', r' class="\1"', html)
        if "boo" in markdown:
            assert "<td>boo</td>" in read(markdown)
            continue
        ours = re.sub(r'</?div[^>]*>| scope="col"', "", read(markdown))
        assert canonical(ours) == canonical(expected)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("见 https://e.com/find?q=书店&hl=zh", "https://e.com/find?q="),
        ("https://e.com/a.", "https://e.com/a"),
        ("https://e.com/a_b.", "https://e.com/a_b"),
        ("https://e.com/wiki/C_(lang)", "https://e.com/wiki/C_(lang)"),
        ("(https://e.com/wiki/C_(lang))", "https://e.com/wiki/C_(lang)"),
        ("https://e.com/a)))b)", "https://e.com/a)))b"),
        ("https://e.com/?q=(a))+b", "https://e.com/?q=(a))+b"),
        ("https://e.com/?q=a&b", "https://e.com/?q=a&b"),
        ("https://e.com/?q=a;", "https://e.com/?q=a"),
        ("https://e.com/a<b", "https://e.com/a"),
        ("“https://e.com/a”", "https://e.com/a"),
        ("'https://e.com/a'", "https://e.com/a"),
        ('"https://e.com/a"?!', "https://e.com/a"),
        ("**https://e.com/a**", "https://e.com/a"),
        ("~~https://e.com/a~~", "https://e.com/a"),
        ("https://e.com/a——后文", "https://e.com/a"),
        ("https://e.com/a（后文）", "https://e.com/a"),
        ("http://localhost:8000/a,", "http://localhost:8000/a"),
        ("https://e.com/it's/a", "https://e.com/it's/a"),
        ("https://e.com/[a]", "https://e.com/[a]"),
        ("[https://e.com/a]", "https://e.com/a"),
    ],
)
def test_bare_addresses_end_as_on_github(text: str, address: str) -> None:
    assert [link["href"] for link in BeautifulSoup(read(text), "html.parser").find_all("a")] == [address]


@pytest.mark.parametrize("text", ["xhttps://e.com", "git+https://e.com", "`https://e.com`", "https://", "://e.com"])
def test_what_is_no_bare_address(text: str) -> None:
    assert "<a" not in read(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~旧价~~ 新价", "<p><s>旧价</s> 新价</p>"),
        ("不~~跨\n\n段~~", "<p>不~~跨</p>\n<p>段~~</p>"),
        ("~~~\n码\n~~~", '<pre tabindex="0"><code>码\n</code></pre>'),
    ],
)
def test_strikethrough_of_github(text: str, html: str) -> None:
    assert read(text).rstrip("\n") == html


def test_tasks_of_github() -> None:
    boxes = re.findall(r"<li>(<input[^>]*>)", read("- [ ] 一\n- [x] 二\n- [X] 三\n  - [ ] 四\n"))
    assert [" checked" in box for box in boxes] == [False, True, True, False]
    assert "<input" not in read("[ ] 一\n\n- [] 二\n- [y] 三")
