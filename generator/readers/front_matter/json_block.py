"""JSON front matter: in braces (Hugo), or ended by a line `;;;` (Hexo)."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.core.errors import Place, Problem, Text

BEGINS = re.compile(r"\{\s*\"[\w.$-]+\"\s*:")
HEXO = re.compile(
    r"(?:;;;[ \t]*(?:json)?[ \t]*\n)?(\s*\{?\s*\"[\w.$-]+\"\s*:.*?),?\s*^;;;[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


class Block(NamedTuple):
    """A parsed block: its table, the line of each key, and the offset of its end."""

    table: dict[Any, Any] | None
    lines: Mapping[tuple[str | int, ...], int]
    problems: tuple[Problem, ...]
    end: int


def find(path: str, text: str) -> Block | None:
    """The block at the beginning of `text`, or None."""
    if not text.startswith("{"):
        found = HEXO.match(text)
        return _parsed(path, _braced(found[1]), found.end(), text.count("\n", 0, found.start(1))) if found else None
    if not BEGINS.match(text):
        return None
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError) as error:
        return _broken(path, error, len(text), 0)
    rest = re.compile(r"[ \t]*(?:\n?;;;[ \t]*)?(?:\n|\Z)").match(text, end)
    return _parsed(path, text[:end], rest.end(), 0) if rest else None


def parse(path: str, block: str, line: int) -> tuple[Any, Mapping[tuple[str | int, ...], int], list[Problem]]:
    """The table in `block`, which begins on `line`, the lines of its keys, and problems. Its braces are optional."""
    made = _parsed(path, _braced(block), 0, line - 1)
    return made.table, made.lines, list(made.problems)


def _braced(block: str) -> str:
    return block if block.lstrip().startswith("{") else "{" + block.rstrip().rstrip(",") + "}"


def _parsed(path: str, block: str, end: int, above: int) -> Block:
    try:
        table = json.loads(block, strict=False, parse_float=str)  # a title 1.10 must not become 1.1
    except (ValueError, RecursionError) as error:
        return _broken(path, error, end, above)
    lines: dict[tuple[str | int, ...], int] = {}
    for found in re.finditer(r"\"((?:[^\"\\]|\\.)*)\"\s*:", block):
        lines.setdefault((found[1],), block.count("\n", 0, found.start()) + 1 + above)
    return Block(table, lines, (), end)


def _broken(path: str, error: Exception, end: int, above: int) -> Block:
    line = error.lineno + above if isinstance(error, json.JSONDecodeError) else 1 + above
    problem = Problem(
        "error",
        "bad-json",
        Place(path, line),
        Text(
            "文件头的 JSON 写法有误：看看这一行和上一行的引号、逗号和括号",
            "the front matter is not valid JSON: check quotation marks, commas and braces on this line and the one above",
        ),
        Text("如果这是正文，请在它前面空一行", "if this is part of the text, put an empty line before it"),
    )
    return Block(None, {}, (problem,), end)
