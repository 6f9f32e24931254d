"""JSON front matter: in braces (Hugo), or ended by a line `;;;` (Hexo)."""

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.core.errors import Place, Problem, Text
from generator.core.patterns import late

BEGINS = re.compile(r"\{\s*\"[\w.$-]+\"\s*:")
HEXO = late(
    r"(?:;;;[ \t]*(?:json)?[ \t]*\n)?(\s*\{?\s*\"[\w.$-]+\"\s*:.*?),?\s*^;;;[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


Parsed = tuple[Any, Mapping[tuple[str | int, ...], int], list[Problem]]
"""The table, the line of each key, and problems."""


def find(path: str, text: str) -> tuple[Parsed, int] | None:
    """The block at the beginning of `text`, and its end; None if there is none."""
    if not text.startswith("{"):
        found = HEXO.match(text)
        return (parse(path, found[1], text.count("\n", 0, found.start(1)) + 1), found.end()) if found else None
    if not BEGINS.match(text):
        return None
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError) as error:
        return _broken(path, error, 1), len(text)
    rest = re.compile(r"[ \t]*(?:\n?;;;[ \t]*)?(?:\n|\Z)").match(text, end)
    return (parse(path, text[:end], 1), rest.end()) if rest else None


def parse(path: str, block: str, line: int) -> Parsed:
    """The table in `block`, which begins on `line`. Its braces are optional."""
    block = block if block.lstrip().startswith("{") else "{" + block.rstrip().rstrip(",") + "}"
    try:
        table = json.loads(block, strict=False, parse_float=str)  # a title 1.10 must not become 1.1
    except (ValueError, RecursionError) as error:
        return _broken(path, error, line)
    lines: dict[tuple[str | int, ...], int] = {}
    for found in re.finditer(r"\"((?:[^\"\\]|\\.)*)\"\s*:", block):
        lines.setdefault((found[1],), block.count("\n", 0, found.start()) + line)
    return table, lines, []


def _broken(path: str, error: Exception, line: int) -> Parsed:
    line += error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0
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
    return None, {}, [problem]
