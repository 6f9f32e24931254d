"""Reads TOML, with plain error messages and the lines of keys."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.core.errors import Place, Problem, Text
from generator.core.patterns import late
from generator.settings.fields import Path


class Wrong(NamedTuple):
    """A mistake in the value of a key."""

    message: Text
    hint: Text
    path: Path = ()
    """Below the key."""


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
MAX_DEPTH = 100
DOTTED = re.compile(r"(?:^|[{,])[ \t]*+(?:\[{1,2}[ \t]*+)?(?:[\w\"'-]++[ \t]*+\.[ \t]*+){101}", re.MULTILINE)
"""A key of more than MAX_DEPTH parts, which tomllib parses in quadratic time."""
TOO_DEEP = "Nested too deeply (at line 1, column 1)"
WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
SAID = {
    "Cannot overwrite a value": Text("同一个键写了两次", "a key stands here twice"),
    "Duplicate inline table key": Text("同一个键写了两次", "a key stands here twice"),
    "Cannot declare": Text("同一个表写了两次", "a table stands here twice"),
    "Cannot redefine": Text("同一个表写了两次", "a table stands here twice"),
    "Cannot mutate": Text("这个表已经在上面写完了", "this table was completed above"),
    "Expected '=' after a key": Text("键的后面应该是“=”", "= is missing behind the key"),
    "Expected newline or end of document": Text(
        "这一行的值后面还有多余的内容", "there is more behind the value of this line"
    ),
    "Invalid value": Text(
        "等号后面的值写法有误（文字要放在英文引号里）",
        "the value cannot be read (text must be in straight quotation marks)",
    ),
    "Invalid date or datetime": Text("没有这样的日期或时间", "there is no such date or time"),
    "Invalid hex value": Text("反斜杠要写成“\\\\”", "a backslash is written \\\\"),
    "Escaped character": Text("反斜杠要写成“\\\\”", "a backslash is written \\\\"),
    "Unescaped '\\": Text("反斜杠要写成“\\\\”", "a backslash is written \\\\"),
    "Unclosed array": Text("方括号没有合上，或者少了逗号", "the square bracket is not closed, or a comma is missing"),
    "Unclosed inline table": Text("花括号没有合上，或者少了逗号", "the brace is not closed, or a comma is missing"),
    "Unterminated string": Text("引号没有合上", "the quotation mark is not closed"),
    'Expected "\'"': Text("引号没有合上", "the quotation mark is not closed"),
    "Expected '\"": Text("引号没有合上", "the quotation mark is not closed"),
    "Illegal character '\\n'": Text(
        "引号没有合上，或者文字中间直接换行了", "the quotation mark is not closed before the end of the line"
    ),
    "Illegal character": Text("这里有不允许的字符", "there is a character that may not stand here"),
    "Found invalid character": Text("这里有不允许的字符", "there is a character that may not stand here"),
    "Invalid initial character for a key": Text(
        "键只能用字母、数字、“-”和“_”，其他文字要放在英文引号里",
        "keys are letters, digits, - and _; all else must be in straight quotation marks",
    ),
    "Invalid statement": Text("这一行不是“键 = 值”，也不是“[表]”", 'this line is neither "key = value" nor "[table]"'),
    "Nested too deeply": Text("括号套得太深", "nested too deeply"),
    "Expected ']": Text("表头的方括号没有合上", "the bracket of the table's name is not closed"),
}
"""Beginning of a tomllib message → a plain message."""
NOT_CLOSED = Text(
    "在这一行末尾补上引号；几行的文字，前后各写三个引号",
    "close it at the end of the line; text of several lines stands between three quotation marks",
)
LONGEST = 40
"""Maximum characters of a value in a hint."""
OTHERWISE = Text(
    "这里的写法无法识别；文字要放在英文引号里", "this cannot be read; text must be in straight quotation marks"
)
CURLY = late(r"^[ \t]*([^=\n]*?)[ \t]*=[ \t]*[“‘「]([^\n]*?)[”’」][ \t]*$")
COLON = re.compile(r"^[ \t]*([\w-]+)[ \t]*[:：][ \t]*([^\n]*)$")
WIDE = re.compile(r"^[ \t]*([\w-]+)[ \t]*＝[ \t]*([^\n]*)$")
BARE = late(r"^[ \t]*([\w-]+)[ \t]*=[ \t]*([^\s\"'\[{#][^\n#]*?)[ \t]*(?:#.*)?$")
OPENED = re.compile(r"=[ \t]*\[")
WIDE_COMMA = re.compile(r"(?<=[\"'])[ \t]*[，、][ \t]*(?=[\"'])")
WIDE_HEAD = late(r"^[ \t]*[【［\[]{1,2}([\w.-]+)[】］\]]{1,2}[ \t]*$")
FOREIGN = late(r"^[ \t]*([^\x00-\x7f“”「」【［][^=\n]*?)[ \t]*=[ \t]*([^\n]*)$")
RETYPED = (
    "Invalid value",
    "Expected '='",
    "Expected newline",
    "Invalid statement",
    "Invalid initial",
    "Unclosed array",
)
WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false"}


class Float(float):
    """A number that keeps its spelling: as a title, 1.10 is not 1.1."""

    def __init__(self, written: str) -> None:
        self.written = written

    def __str__(self) -> str:
        return self.written


def parse(path: str, text: str, *, as_written: bool = False) -> tuple[dict[str, Any], Problem | None]:
    """The table in `text`, or a problem with this `path`. With `as_written` floats are Float."""
    if DOTTED.search(text):
        return {}, _broken(path, text, TOO_DEEP)
    try:
        table = tomllib.loads(text, parse_float=Float if as_written else float)
        return (table, None) if _is_flat(table) else ({}, _broken(path, text, TOO_DEEP))
    except RecursionError:
        return {}, _broken(path, text, TOO_DEEP)
    except ValueError as error:  # TOMLDecodeError is one, and so is an integer of more digits than Python reads
        return {}, _broken(path, text, str(error))


def _is_flat(table: Mapping[str, Any]) -> bool:
    """Whether tables and lists are nested at most MAX_DEPTH deep; dotted keys nest too."""
    layer: list[Any] = [table]
    for _ in range(MAX_DEPTH):
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
    plain = next((text for begin, text in SAID.items() if said.startswith(begin)), OTHERWISE)
    lines = text.split("\n")
    if said.startswith("Unclosed array"):
        line = next(
            (number for number in range(min(line, len(lines)), 0, -1) if OPENED.search(lines[number - 1])), line
        )
    if said.startswith("Invalid statement") and line <= len(lines) and FOREIGN.match(lines[line - 1]):
        plain = SAID["Invalid initial character for a key"]
    return Problem(
        "error",
        "bad-toml",
        Place(path, line),
        Text(f"TOML 写法有误：{plain.zh}", f"this is not valid TOML: {plain.en}"),
        NOT_CLOSED
        if plain is SAID["Illegal character '\\n'"]
        else _written(lines[line - 1])
        if said.startswith(RETYPED) and line <= len(lines)
        else None,
    )


def _written(line: str) -> Text | None:
    """A suggested replacement for an invalid line."""
    if OPENED.search(line) and WIDE_COMMA.search(line):
        whole = WIDE_COMMA.sub(", ", line).strip()
        return Text(f"写作 {whole}", f"write {whole}")
    if found := WIDE_HEAD.match(line):
        whole = f"[[{found[1]}]]" if found[1] == "entry" else f"[{found[1]}]"
        return Text(f"写作 {whole}", f"write {whole}")
    if found := CURLY.match(line):
        value = f'"{found[2]}"'
    elif found := COLON.match(line) or WIDE.match(line):
        value = found[2].strip()
        if value[:1] not in "\"'[{" and value not in ("true", "false"):
            value = WORDS.get(value.lower(), f'"{value}"')
    elif (found := BARE.match(line)) and '"' not in found[2] and "\\" not in found[2]:
        value = WORDS.get(found[2].lower(), found[2].lower() if found[2] in ("True", "False") else f'"{found[2]}"')
    elif found := FOREIGN.match(line):
        value = found[2]
    else:
        return None
    key = found[1] if found[1].isascii() else f'"{found[1]}"'
    whole = f"{key} = {value if len(value) <= LONGEST else value[: LONGEST - 2] + '…' + value[-1]}"
    return Text(f"写作 {whole}", f"write {whole}")


def lines_of(text: str) -> Mapping[Path, int]:
    """Path → line (from 1) of each table header and key of valid TOML.

    Keys inside inline tables and arrays are missing; `line_of` falls back to their parents.
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
    """The lines of the `count` headers `[[name]]` in valid TOML; faster than `lines_of` for thousands."""
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
    """The line of the value at `path`, or of its nearest ancestor; 0 if there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def _statements(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, offset of `=` or -1 for a header, end) of each statement. Blank lines and comments are skipped."""
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
    """`a."b c".d` → ("a", "b c", "d"); the rest after the last key is ignored."""
    keys: list[str] = []
    dot, at = ".", 0
    while dot and (found := KEY.match(written, at)):
        keys.append(found[1].strip("\"'"))
        dot, at = found[2], found.end()
    return tuple(keys)


def _table(head: str, counts: dict[Path, int]) -> Path:
    """The path of the table that a header opens; `counts` has the index of the last table of each array."""
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
