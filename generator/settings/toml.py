"""TOML as authors write it: read with plain words for mistakes, and the lines on which its keys stand. The home of
tomllib.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.core.errors import Place, Problem, Text

Path = tuple[str | int, ...]
"""Where a value stands: `("nav", 0, "title")`."""

TOKEN = re.compile(
    r'"""(?:\\.|(?!""").)*"{3,5}'
    r"|'''(?:(?!''').)*'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<equals>=)|(?P<end>\n)",
    re.DOTALL,
)
KEY = re.compile(r"""\s*("(?:\\.|[^"\\])*"|'[^']*'|[^\s."'=\[\]]+)\s*(\.?)""")
DEEPEST = 100
DOTTED = re.compile(r"(?:^|[{,])[ \t]*+(?:\[{1,2}[ \t]*+)?(?:[\w\"'-]++[ \t]*+\.[ \t]*+){101}", re.MULTILINE)
"""A key of more than DEEPEST parts, for which tomllib takes the square of their number."""
TOO_DEEP = "Nested too deeply (at line 1, column 1)"
WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
SAID = {
    "Cannot overwrite a value": "同一个键写了两次",
    "Cannot declare": "同一个表写了两次",
    "Expected '=' after a key": "键的后面应该是“=”",
    "Expected newline or end of document": "这一行的值后面还有多余的内容",
    "Invalid value": "等号后面的值写法有误（文字要放在英文引号里）",
    "Unclosed array": "方括号没有合上",
    "Unclosed inline table": "花括号没有合上",
    "Unterminated string": "引号没有合上",
    'Expected "\'"': "引号没有合上",
    "Expected '\"": "引号没有合上",
    "Illegal character '\\n'": "引号没有合上，或者文字中间直接换行了",
    "Illegal character": "这里有不允许的字符",
    "Invalid initial character for a key": "键只能用字母、数字、“-”和“_”，其他文字要放在英文引号里",
    "Invalid statement": "这一行不是“键 = 值”，也不是“[表]”",
    "Nested too deeply": "括号套得太深",
    "Expected ']'": "表头的方括号没有合上",
    "Unescaped '\\'": "反斜杠要写成“\\\\”",
}
"""How tomllib's messages begin → the same in plain Chinese."""


def parse(path: str, text: str) -> tuple[dict[str, Any], Problem | None]:
    """The table in `text`, or what is wrong with it. `path` is for the problem."""
    if DOTTED.search(text):
        return {}, _broken(path, text, TOO_DEEP)
    try:
        table = tomllib.loads(text)
        return (table, None) if _is_flat(table) else ({}, _broken(path, text, TOO_DEEP))
    except RecursionError:
        return {}, _broken(path, text, TOO_DEEP)
    except ValueError as error:  # TOMLDecodeError is one, and so is an integer of more digits than Python reads
        return {}, _broken(path, text, str(error))


def _is_flat(table: Mapping[str, Any]) -> bool:
    """Whether tables and lists lie in one another no deeper than DEEPEST: dotted keys nest without a bracket."""
    layer: list[Any] = [table]
    for _ in range(DEEPEST):
        if not layer:
            return True
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return not layer


def _broken(path: str, text: str, message: str) -> Problem:
    where = WHERE.search(message)
    line = int(where[1]) if where and where[1] else text.rstrip("\n").count("\n") + 1
    said = message[: where.start()] if where else message
    plain = next((zh for begin, zh in SAID.items() if said.startswith(begin)), said)
    return Problem(
        "error", "bad-toml", Place(path, line), Text(f"TOML 写法有误：{plain}", f"this is not valid TOML: {said}")
    )


def lines_of(text: str) -> Mapping[Path, int]:
    """The line, counted from 1, on which each table header and each key of valid TOML stands.

    Keys inside inline tables and arrays are not listed: ask `line_of`, which falls back to what holds them.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    line, seen = 1, 0
    for begin, equals, end in _statements(text + "\n"):
        line, seen = line + text.count("\n", seen, begin), begin
        if equals >= 0:
            lines[table + _keys(text[begin:equals])] = line
        else:
            table = _table(text[begin:end].lstrip(), counts)
            lines[table] = line
    return lines


def table_lines(text: str, name: str, count: int) -> Sequence[int]:
    """The lines of the headers `[[name]]`, of which valid TOML has `count`; quicker than `lines_of` for thousands of
    them.
    """
    starts = [found.start() for found in re.finditer(rf"^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", text, re.MULTILINE)]
    if len(starts) != count:  # such a line stands inside a long string, or the tables are written in another way
        lines = lines_of(text)
        return [line_of(lines, (name, number)) for number in range(count)]
    line, seen, found = 1, 0, []
    for start in starts:
        line, seen = line + text.count("\n", seen, start), start
        found.append(line)
    return found


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of the value at `path`, or of the nearest thing that holds it; 0 where nothing does."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def _statements(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each statement begins, has its `=` (-1 in a header) and ends. Blank lines and lines of comment are none."""
    begin, equals, depth = 0, -1, 0
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif kind == "equals" and depth == 0 and equals < 0:
            equals = token.start()
        elif kind == "end" and depth == 0:
            if text[begin : token.start()].lstrip()[:1] not in ("", "#"):
                yield begin, equals, token.start()
            begin, equals = token.end(), -1


def _keys(written: str) -> tuple[str, ...]:
    """`a."b c".d` → ("a", "b c", "d"); what follows the last key is not looked at."""
    keys: list[str] = []
    dot, at = ".", 0
    while dot and (found := KEY.match(written, at)):
        keys.append(found[1].strip("\"'"))
        dot, at = found[2], found.end()
    return tuple(keys)


def _table(head: str, counts: dict[Path, int]) -> Path:
    """The path of the table that a header opens; `counts` has the number of the last table of each array."""
    keys = _keys(head.lstrip("["))
    path: Path = ()
    for key in keys[:-1]:
        path = (*path, key)
        path = (*path, counts[path]) if path in counts else path
    path = (*path, *keys[-1:])
    if not head.startswith("[["):
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])
