"""Front matter in JSON: Hugo's, in braces, and Hexo's, which ends with a line `;;;`."""

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
    """What stands in the block, the lines of its keys, and where it ends in the text."""

    table: dict[Any, Any] | None
    lines: Mapping[tuple[str | int, ...], int]
    problems: tuple[Problem, ...]
    end: int


def find(path: str, text: str) -> Block | None:
    """The block with which `text` begins; None where there is none."""
    if not text.startswith("{"):
        found = HEXO.match(text)
        return _taken(path, _braced(found[1]), found.end(), text.count("\n", 0, found.start(1))) if found else None
    if not BEGINS.match(text):
        return None
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError) as error:
        return _broken(path, error, len(text), 0)
    rest = re.compile(r"[ \t]*(?:\n?;;;[ \t]*)?(?:\n|\Z)").match(text, end)
    return _taken(path, text[:end], rest.end(), 0) if rest else None


def parse(path: str, block: str, line: int) -> tuple[Any, Mapping[tuple[str | int, ...], int], list[Problem]]:
    """The table in `block`, which begins on `line`, the lines of its keys, and what is wrong with it. The braces around
    it may be missing.
    """
    made = _taken(path, _braced(block), 0, line - 1)
    return made.table, made.lines, list(made.problems)


def _braced(block: str) -> str:
    return block if block.lstrip().startswith("{") else "{" + block.rstrip().rstrip(",") + "}"


def _taken(path: str, block: str, end: int, above: int) -> Block:
    try:
        table = json.loads(block, strict=False, parse_float=str)  # a title 1.10 stays as it is written
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
            "the front matter is not valid JSON: look at the quotation marks, commas and braces of this line and the "
            "line above",
        ),
        Text("如果这是正文，请在它前面空一行", "if this is part of the text, put an empty line before it"),
    )
    return Block(None, {}, (problem,), end)
