"""Warns of text that looks like markup but is not.

Few articles contain any, so the reader imports this module only after a quick check of the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from generator.core.errors import Place, Problem, Text
from generator.core.han import ALL
from generator.core.passage import OBJECT, Passage
from generator.core.texts import shortened
from generator.readers.markdown.contents import Contents

CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
HEADING = re.compile(
    r"[ \t]*#{2,6}(?![# \t])(?=[\u3000\xa0]*\S)|[ \t]*#[\u3000\xa0]+\S|[ \t]*＃{1,6}[ \u3000]*(?=[^\s＃])"
)
TITLE = re.compile(rf"#(?!include\b)(?=[{ALL}A-Z])[^#\n]{{1,60}}\Z")
"""A heading without a space. Most often, `#` begins a tag (`#读书 #随笔`), a topic (`#话题#`) or a number (`#12`)."""
ITEMS = (
    re.compile(r"[0-9０-９]{1,3}[、．)）.](?![ \t0-9]|\Z)"),
    re.compile(r"[（(][0-9]{1,3}[）)]"),
    re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|、)"),
    re.compile(r"[①-⑳]"),
    re.compile(r"[·•●○■◆▪]"),
    re.compile(rf"[-+][\u3000{ALL}]|\*[\u3000{ALL}][^*]*\Z"),
)
"""The beginnings of list items that are not Markdown."""
BROKEN = re.compile(r"(?:[ ]{2,}|\\|<br\s*/?>)\Z")
"""A hard line break at the end of a line."""
ROW = re.compile(r"[ \t]*[|｜].*[|｜][ \t]*")
SNIPPET = re.compile(r"[ \t]*<<<[ \t]*[@./~][^\s<>]*")
NOTE = re.compile(r"(?<!\\)\[\^([^\]\s^\[]+)\](?!:)")
IMAGE = re.compile(r"！\[[^\]\n]*\]\([^()\s]+\.(?:png|jpe?g|gif|webp|svg|bmp)[^()\n]*\)", re.IGNORECASE)
LINK = re.compile(
    r"\[[^\[\]\n]+\](?:[ ]\(|[ ]?（)(?=https?:|[^\s（）()]+\.(?:md|html?)[)）])|【[^【】\n]+】\((?=https?:)"
)
STARS = re.compile(rf"\*\*(?=[^*\n]*[{ALL}])[^*\n]+\*\*")
ADDRESS = re.compile(r"\]\([^()\n]+\)")


class Kind(NamedTuple):
    """A kind of lookalike: what it looks like, and how to write it."""

    looks: Text
    hint: Text


OF_HEADING = Kind(
    Text("看起来是标题，但没有成为标题", "looks like a heading but is not"),
    Text("“#”后面要有空格；真要显示“#”，写成 \\#", "put a space after the #; to show a #, write \\#"),
)
OF_LIST = Kind(
    Text("看起来是列表，但这几行会连成一段", "looks like a list, but its lines become one paragraph"),
    Text(
        "写成“1. 甲”或“- 甲”（后面有空格），或在行间空一行，或在 site.toml 里写 breaks = true",
        'write "1. …" or "- …" with a space, put empty lines between them, or set breaks = true in site.toml',
    ),
)
OF_TABLE = Kind(
    Text("看起来是表格，但没有成为表格", "looks like a table but is not"),
    Text(
        "表头下面要有一行 |---|---|，列数和表头一样；用半角的 |",
        "a table needs a row |---|---| below its head, with the same number of columns",
    ),
)
OF_SNIPPET = Kind(
    Text("是 VuePress 的代码片段，这里没有放进来", "is a snippet of VuePress, which is not put in here"),
    Text("把那个文件里的代码贴在两行 ``` 之间", "paste the code of that file between two lines of ```"),
)
OF_NOTE = Kind(
    Text("这个脚注没有写注文", "is a footnote without a definition"),
    Text("在文末写一行 [^名称]: 注文", "write a line [^name]: text below"),
)
OF_IMAGE = Kind(
    Text("看起来是图片，但会成为链接", "looks like an image, but becomes a link"),
    Text("感叹号要用半角的 !", "use an ASCII exclamation mark"),
)
OF_LINK = Kind(
    Text("看起来是链接，但没有成为链接", "looks like a link but is not"),
    Text(
        "写成 [文字](网址)：半角括号，中间没有空格；网址里的空格写成 %20",
        "write [text](address) without spaces; a space in an address is %20",
    ),
)
OF_STARS = Kind(
    Text("看起来是强调，但星号原样显示", "looks like emphasis, but its asterisks are shown"),
    Text(
        "星号和文字之间不要有空格；真要显示星号，写成 \\*", "put no space inside the asterisks; to show one, write \\*"
    ),
)


class ArticleText(NamedTuple):
    """The text of an article and how it was read."""

    path: str
    first: int
    """Line of the file on which the body begins."""
    text: str
    breaks: bool
    """Whether line ends are line breaks."""


def unread(
    article: ArticleText, tokens: Sequence[Token], contents: Contents, passages: Iterable[Passage]
) -> list[Problem]:
    """A warning for each lookalike in an article."""
    found = list(_left(article, passages))
    for line, written, kind in _in_blocks(tokens, contents, breaks=article.breaks):
        found.append((line + article.first, written, kind))
    return [_problem(article.path, line, written, kind) for line, written, kind in sorted(set(found))]


def _left(article: ArticleText, passages: Iterable[Passage]) -> Iterator[tuple[int, str, Kind]]:
    """Delimiters of emphasis and links in the visible text."""
    lines: list[str] = []
    for passage in passages:
        text = passage.text
        for sign, pattern, kind in (("**", STARS, OF_STARS), ("](", ADDRESS, OF_LINK)):
            if sign in text and (found := pattern.search(text)):
                lines = lines or article.text.split("\n")
                start = passage.line - article.first
                if "\\" not in "\n".join(lines[max(start, 0) : start + len(passage.breaks) + 1]):
                    yield passage.line_at(found.start()), found[0], kind


def _in_blocks(tokens: Sequence[Token], contents: Contents, *, breaks: bool) -> Iterator[tuple[int, str, Kind]]:
    """Lookalikes in paragraphs and items, with the line of the body, from 0."""
    before = ""
    for token in tokens:
        for block in token.children or () if token.type == "plain_list" else (token,):
            if block.type == "inline" and block.map and block.content:
                bare = block.content
                if "`" in bare:
                    bare = CODE.sub(lambda code: "`" + "\n" * code[0].count("\n"), bare)
                yield from _in_text(bare, block.map[0], contents)
                if before not in ("heading_open", "th_open", "td_open"):
                    for line, kind in _in_lines(bare, breaks=breaks):
                        yield block.map[0] + line, block.content.split("\n")[line], kind
        before = token.type


def _in_text(text: str, line: int, contents: Contents) -> Iterator[tuple[int, str, Kind]]:
    """Footnotes without definition, and images and links with Chinese punctuation."""
    found: list[tuple[re.Match[str], Kind]] = []
    if "[^" in text:
        defined = contents.env.get("footnotes", {}).get("refs", {})
        found += [(each, OF_NOTE) for each in NOTE.finditer(text) if f":{each[1]}" not in defined]
    if "！[" in text:
        found += [(each, OF_IMAGE) for each in IMAGE.finditer(text)]
    if "] (" in text or "]（" in text or "] （" in text or "】(" in text:
        found += [(each, OF_LINK) for each in LINK.finditer(text)]
    for each, kind in found:
        yield line + text.count("\n", 0, each.start()), each[0], kind


def _in_lines(paragraph: str, *, breaks: bool) -> Iterator[tuple[int, Kind]]:
    """Headings, lists and tables in a paragraph, with the line in it, from 0."""
    lines = paragraph.split("\n")
    for number, text in enumerate(lines) if "#" in paragraph or "＃" in paragraph else ():
        # A single “#” below other text, with nothing after it, is a row of tags.
        if HEADING.match(text) or (not 0 < number == len(lines) - 1 and TITLE.match(text)):
            yield number, OF_HEADING
    if "<<<" in paragraph:
        yield from ((number, OF_SNIPPET) for number, text in enumerate(lines) if SNIPPET.match(text))
    if len(lines) < 2:
        return
    if len(rows := [number for number, text in enumerate(lines) if ROW.fullmatch(text)]) > 1:
        yield rows[0], OF_TABLE
    for pattern in () if breaks else ITEMS:
        items = [number for number, text in enumerate(lines) if pattern.match(text.lstrip())]
        if len(items) > 1 and any(not BROKEN.search(lines[number - 1]) for number in items[1:]):
            yield items[0], OF_LIST
            return


def _problem(path: str, line: int, written: str, kind: Kind) -> Problem:
    shown = shortened(" ".join(written.replace(OBJECT, "…").split()), 30)
    said = Text(f"“{shown}”{kind.looks.zh}", f'"{shown}" {kind.looks.en}')
    return Problem("warning", "unread-markup", Place(path, line), said, kind.hint)
