"""The block of front matter at the top of a file: YAML between `---`, TOML between `+++`, JSON in braces, or none."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.core.draft import Meta
from generator.core.errors import Place, Problem, Text
from generator.core.patterns import late
from generator.readers.front_matter import json_block
from generator.readers.front_matter.meta import meta_of
from generator.settings import toml
from generator.settings.fields import Path

YAML_BLOCK = re.compile(
    r"-{3,}[ \t]*(?:(?P<language>ya?ml|toml|json)|#[^\n]*)?[ \t]*\n(.*?)^(?:-{3,}|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""Between fences of `---`. Other tools allow the name of the language after the first one."""
BLANKS = frozenset(" \t\n\u3000\u200b\u2060\ufeff\xa0")
"""First characters of a text whose front matter may follow blanks."""
BEGINS = late(r"(?:-{3,}|\+\+\+)[ \t]*\n[ \t]*[\w\u3400-\u9fff-]+[ \t]*[:：=]|\{\s*\"[\w-]+\"\s*:")
ODD_FENCE = late(
    r"(?P<fence>[—–―－─]{1,6}|--|\*{3,}|_{3,}|={3,}|~{3,})[ \t]*\n(?P<block>(?:[ \t]*[\w\u3400-\u9fff-]+[ \t]*[:：].*\n|[ \t]*-[ \t].*\n)+)"
    r"(?P=fence)[ \t]*(?:\n|\Z)"
)
"""Front matter between the lines that input methods and editors make of `---`."""
OTHER_BLOCK = re.compile(
    r"-{3}[ \t]*(?P<language>js|javascript|coffee|cson|ini|lua)[ \t]*\n.*?^-{3}[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
"""Front matter in a language that is not supported."""
TOML_BLOCK = late(
    r"\+{3,}[ \t]*(?:toml|#[^\n]*)?[ \t]*\n(.*?)^[ \t]*\+{3,}[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE | re.IGNORECASE
)
HEXO_BLOCK = late(r"((?:[ \t]*[A-Za-z_]\w*[ \t]*:.*\n|[ \t]*-[ \t].*\n|[ \t]*\n)+?)---[ \t]*\n")
"""In Hexo, the first fence is optional."""
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
"""Every HEXO_BLOCK ends with one. It takes memory for each line, so that it is not tried on a text without."""
TEXTS = frozenset(
    "title 标题 tags tag keywords topics 标签 categories category 分类 slug id description summary excerpt subtitle desc 描述 摘要 "
    "author authors 作者 nomark".split()
)
"""Keys with text values, which YAML must not convert to other types."""
FULL_WIDTH = late(r"^([\w\u3400-\u9fff-]+)[ \t\u3000]*(?:：[ \t\u3000]*|:[ \t]*\u3000[ \t\u3000]*)", re.MULTILINE)
"""A key with a full-width colon, or followed by a full-width space. Not in indented lines, which may be text."""
LISTED = late(r"^[\w\u3400-\u9fff-]+[ \t]*:[ \t]*\[[^\]\n]*\][ \t]*$", re.MULTILINE)
COMMA = re.compile(r"(?<=[\"'])[ \t]*[，、][ \t]*(?=[\"'])")
"""A full-width comma between two texts of a list."""
WIDE_LIST = late(
    r"^((?:tags?|keywords|topics|标签|categories|category|分类|aliases|alias|别名|又名|同义词|nomark|see|参见)[ \t]*:[ \t]*)"
    r"[【［]([^\]】］\n]*)[】］][ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""A list in the brackets that an input method types. Other values, such as titles, may begin with 【."""
INDENT = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
SPLIT_TITLE = re.compile(
    r"^(title|标题)([ \t]*:[ \t]*)(\[[^\]\n]*\][ \t]*[^\s#,\]][^\n]*?)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
"""A title that begins with brackets, `[译]…`, which YAML would read as a list."""
BEFORE = late(r"[\s\u200b\u2060\ufeff]*")
"""What may precede the front matter."""
FAR = 3000
"""Misplaced front matter is searched for in this many code points from the beginning of a file."""
BELOW = late(
    r"^---[ \t]*\n(?=(?:[^\n]*\n){0,12}?(?:title|date|tags|categories|draft|published?|private|标题|日期)[ \t]*[:：])"
    r"(?:[\w-]+[ \t]*[:：][^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n)+---[ \t]*$",
    re.MULTILINE,
)


class Front(Struct, frozen=True):
    """A file's front matter and its body."""

    meta: Meta
    body: str
    line: int
    """Line of the file on which the body begins, from 1."""
    problems: tuple[Problem, ...] = ()
    table: Mapping[Any, object] | None = {}
    """Its keys and values as written; None where they cannot be read."""
    lines: Mapping[Path, int] = {}
    """Line of the file of each key."""


def split(path: str, text: str) -> Front:
    """The front matter of `text`, validated, and the body. Never raises: problems are returned."""
    if text[:1] in BLANKS and (skipped := BEFORE.match(text)) and BEGINS.match(text, skipped.end()):
        front = _split(path, text[skipped.end() :])
        above = text.count("\n", 0, skipped.end())
        if front.line == 1 and not front.problems:
            return Front(Meta(), text, 1)
        problems = tuple(
            problem._replace(place=problem.place._replace(line=problem.place.line + above))
            for problem in front.problems
        )
        lines = {path: line + above for path, line in front.lines.items()}
        return Front(front.meta, front.body, front.line + above, problems, front.table, lines)
    return _split(path, text)


def _split(path: str, text: str) -> Front:
    """The same for a text without leading blanks."""
    if text.startswith("---"):
        if other := OTHER_BLOCK.match(text):
            return _unsupported(path, text, other)
        found = YAML_BLOCK.match(text)
        language = (found["language"] or "yaml").lower() if found else ""
        parse = _toml if language == "toml" else json_block.parse if language == "json" else _yaml
        return _parsed(path, text, found, parse, "---")
    if text.startswith("+++"):
        return _parsed(path, text, TOML_BLOCK.match(text), _toml, "+++")
    if text.startswith(("{", ";;;", '"')) and (block := json_block.find(path, text)):
        parsed, end = block
        return _validated(path, text, *parsed, end)
    return _without_fence(path, text)


def _without_fence(path: str, text: str) -> Front:
    """Front matter with odd fences or without the first one. Most texts that come here have none."""
    if text[:1] in "—–―－─-*_=~" and (odd := ODD_FENCE.match(text)):
        front = _validated(path, text, *_yaml(path, odd["block"], 2), odd.end())
        if front.meta != Meta():
            return front
    if FENCE.search(text) and (found := HEXO_BLOCK.match(text)):
        front = _parsed(path, text, found, _yaml, "---", first=1)
        if front.meta != Meta():
            return front
    return Front(Meta(), text, 1, tuple(_not_first(path, text)))


def _not_first(path: str, text: str) -> Iterator[Problem]:
    """A warning if front matter follows other text, where it has no effect."""
    if "\n---" in text[:FAR] and (found := BELOW.search(text, 0, FAR)):
        line = text.count("\n", 0, found.start()) + 1
        yield Problem(
            "warning",
            "front-matter-not-first",
            Place(path, line),
            Text(
                "这里像是文件头，可它不在文件开头，会当作正文显示，里面的设置都不生效",
                "this looks like front matter, but it is not at the top: it is shown as text and has no effect",
            ),
            Text("把 --- 和它下面几行移到文件的最上面", "move --- and the lines below it to the top of the file"),
        )


Parse = Callable[[str, str, int], tuple[Any, Mapping[Path, int], list[Problem]]]


def _parsed(path: str, text: str, found: re.Match[str] | None, parse: Parse, fence: str, first: int = 2) -> Front:
    """The front matter matched by `found`, with its first key on line `first`."""
    if found is None:
        begins = re.match(r"(?:-{3,}|\+{3,})[ \t]*(?:ya?ml|toml|json)?[ \t]*\n[{\s]*[\"\w-]+[ \t]*[:=]", text)
        return Front(Meta(), text, 1, (unclosed(path, fence, 1),) if begins else ())
    table, lines, problems = parse(path, found[found.re.groups], first)
    if table is not None and not isinstance(table, dict):
        return _not_a_table(path, text, found)
    return _validated(path, text, table, lines, problems, found.end())


def _validated(
    path: str,
    text: str,
    table: dict[Any, object] | None,
    lines: Mapping[Path, int],
    problems: Sequence[Problem],
    end: int,
) -> Front:
    """The front matter `table`, which ends at offset `end` of `text`."""
    line = text.count("\n", 0, end) + 1
    body = text[end:]
    if table is None or any(problem.level == "error" for problem in problems):
        return Front(Meta(), body, line, tuple(problems), None)

    def at(where: Path) -> Place:
        return Place(path, toml.line_of(lines, where) or 1)

    meta, wrong = meta_of(table, at)
    return Front(meta, body, line, (*problems, *wrong), table, lines)


def _not_a_table(path: str, text: str, found: re.Match[str]) -> Front:
    """Paragraphs between two rules are body text; a list or a single word there is a mistake in front matter."""
    if not text.startswith("+++") and "\n\n" in found[0]:
        return Front(Meta(), text, 1)
    message = Text("这里应该是“键: 值”", 'this should be "key: value"')
    hint = Text("如果这是正文，请在它前面空一行", "if this is part of the text, put an empty line before it")
    return _validated(path, text, None, {}, [_bad(path, 2, message, hint)], found.end())


def _unsupported(path: str, text: str, found: re.Match[str]) -> Front:
    """Front matter in an unsupported language. It is an error, as it may make the article private."""
    language = found["language"]
    message = Text(f"无法读取用 {language} 写的文件头", f"front matter in {language} is not supported here")
    hint = Text("改用 YAML：两行 --- 之间写“键: 值”", 'use YAML: "key: value" between two lines of ---')
    return _validated(path, text, None, {}, [_bad(path, 1, message, hint)], found.end())


def halfwidth(block: str) -> str:
    """YAML with full-width colons and spaces after keys, full-width brackets of a list and commas between its quoted texts
    and tabs of an indentation (Hexo allows them) replaced, and titles such as `[译]…` quoted. Keeps all lines.
    """
    if "\t" in block:
        block = INDENT.sub(lambda found: found[0].replace("\t", "  "), block)
    if "：" in block or "\u3000" in block:
        block = FULL_WIDTH.sub(r"\1: ", block)
    if "【" in block or "［" in block:
        block = WIDE_LIST.sub(r"\1[\2]", block)
    if "[" in block:
        if "，" in block or "、" in block:
            block = LISTED.sub(lambda found: COMMA.sub(", ", found[0]), block)
        block = SPLIT_TITLE.sub(lambda found: found[1] + found[2] + "'" + found[3].replace("'", "''") + "'", block)
    return block


def _yaml(path: str, block: str, line: int) -> tuple[Any, Mapping[Path, int], list[Problem]]:
    from generator.settings import yaml  # loads PyYAML

    read = halfwidth(block)
    table, lines, problems = yaml.parse(path, read, line, TEXTS)
    return table, lines, problems or list(_unquoted_title(path, block, read, line))


def _unquoted_title(path: str, block: str, read: str, line: int) -> Iterator[Problem]:
    """A warning for a title that `halfwidth` put in quotation marks: `block` became `read`."""
    if found := SPLIT_TITLE.search(block):
        number = block.count("\n", 0, found.start())
        written = read.split("\n")[number]
        yield Problem(
            "warning",
            "unquoted-title",
            Place(path, line + number),
            Text(
                "标题以 [ 开头，要放在引号里，别的程序才不会当作列表；这里照文字读了",
                "a title that begins with [ needs quotation marks, or other programs read a list; it was read as text",
            ),
            Text(f"写作 {written}", f"write {written}"),
        )


def _toml(path: str, block: str, line: int) -> tuple[Any, Mapping[Path, int], list[Problem]]:
    padded = "\n" * (line - 1) + block
    table, broken = toml.parse(path, padded, as_written=True)
    return table, {} if broken else toml.lines_of(padded), [broken] if broken else []


def unclosed(path: str, fence: str, line: int) -> Problem:
    """The problem of front matter that begins on `line` and has no closing fence."""
    message = Text(
        f"文件头没有结束：缺少单独一行的 {fence}",
        f"the front matter does not end: a line with {fence} alone is missing",
    )
    hint = Text("在设置的下面、正文的上面加上这一行", "put that line below the settings and above the text")
    return _bad(path, line, message, hint)


def _bad(path: str, line: int, message: Text, hint: Text | None = None) -> Problem:
    return Problem("error", "bad-front-matter", Place(path, line), message, hint)
