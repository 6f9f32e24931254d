"""Diagnoses invalid YAML for authors: the first line with a definite fault, and a suggested replacement.

The parser reports where it failed, which is often lines after the mistake. Used only after it fails.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.core.errors import Text
from generator.core.texts import shortened

TAB = re.compile(r" *\t\s*\S")
LINE = re.compile(
    r"(?P<indent> *)(?P<dash>(?:-[ \t]+)*)"
    r"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s#\"'\[{|>@`%&*!-][^:]*?|-[^\s:][^:]*?)[ \t]*:(?=\s|$)[ \t]*)?(?P<value>.*)"
)
GLUED = re.compile(r"(?P<key>[\w\u3400-\u9fff-]+)(?P<colon>[:：])(?P<value>\S.*)")
"""A key whose colon is not followed by a space."""
BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?\Z")
COMMENT = re.compile(r"(?:^|[ \t])#.*")
DOUBLE = re.compile(r'"(?:\\.|[^"\\])*"')
SINGLE = re.compile(r"'(?:[^']|'')*'")
ESCAPE = re.compile(
    r"(?<!\\)(?:\\\\)*(\\(?![0abt\tnvfre \"/\\N_LP\n]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}).)", re.DOTALL
)
QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:[^']|'')*'")
LONGEST = 40
"""Maximum characters of a value in a hint."""


class Fault(NamedTuple):
    """A fault on a line (from 0), with a suggested replacement."""

    line: int
    message: Text
    hint: Text | None = None


class _Line(NamedTuple):
    number: int
    indent: int
    dash: str
    key: str
    value: str
    """A value without its trailing comment, unless it begins with a quotation mark or a bracket."""


def first_fault(text: str) -> Fault | None:
    """The first definite fault in `text`, which the parser rejects; None if none is recognised."""
    lines = text.split("\n")
    levels = [_indent(next((raw for raw in lines if raw.strip() and not raw.lstrip().startswith("#")), ""))]
    full = False  # whether the key above has a value of its own
    number = 0
    while number < len(lines):
        raw = lines[number]
        if not raw.strip() or raw.lstrip().startswith("#") or raw.startswith(("---", "...")):
            number += 1
            continue
        if TAB.match(raw):
            return Fault(
                number,
                Text("缩进要用空格，不能用制表符（Tab）", "indent with blanks, not with tabs"),
                Text("把行首的 Tab 换成两个空格", "put two blanks in place of the tab"),
            )
        line = _parsed(number, raw)
        if not line.key and not line.dash:
            if fault := _without_key(line, raw, full=full):
                return fault
            number += 1
            continue
        if fault := _indented(line, levels, full=full):
            return _glued_item(lines, number) or fault
        fault, number = _value(line, lines)
        if fault:
            return fault
        full = bool(line.value) and not BLOCK.match(line.value)
    return None


def _glued_item(lines: Sequence[str], number: int) -> Fault | None:
    """The fault of an item such as `- name：甲` above the line `number`, which goes on with its keys."""
    above = _parsed(number - 1, lines[number - 1])
    glued = GLUED.match(above.value) if above.dash and not above.key else None
    return _glued(above.number, glued, above.dash) if glued else None


def _parsed(number: int, raw: str) -> _Line:
    found = LINE.match(raw)
    assert found
    value = found["value"].strip()
    if not value.startswith(("'", '"', "[", "{")):
        value = COMMENT.sub("", value).strip()
    key = (found["key"] or "").strip()
    dash = found["dash"] or ("-" if value == "-" else "")
    return _Line(number, len(found["indent"]), dash, key, "" if value == "-" else value)


def _without_key(line: _Line, raw: str, *, full: bool) -> Fault | None:
    """A fault in a line without a key, unless it continues a text."""
    if glued := GLUED.match(raw.strip()):
        if "//" not in glued["value"][:2]:
            return _glued(line.number, glued)
    elif line.indent == 0 or not full:
        word = _short(raw.strip())
        return Fault(
            line.number,
            Text(f"这一行没有“键: 值”：{word}", f'this line is no "key: value": {word}'),
            Text(
                "如果是上一行的下文，就接到上一行后面；如果是正文，就移到文件头的下面",
                "if it goes on with the line above, join them; if it is part of the text, move it below the front matter",
            ),
        )
    return None


def _glued(number: int, found: re.Match[str], dash: str = "") -> Fault:
    key, value = found["key"], _short(found["value"])
    return Fault(
        number,
        Text(f"“{key}”的冒号后面要有一个空格", f'the colon behind "{key}" needs a blank'),
        Text(f"写作 {dash}{key}: {value}", f"write {dash}{key}: {value}"),
    )


def _indented(line: _Line, levels: list[int], *, full: bool) -> Fault | None:
    """Whether the line's indentation matches others of its level."""
    while len(levels) > 1 and line.indent < levels[-1]:
        levels.pop()
    if line.indent > levels[-1]:
        if full:
            return Fault(
                line.number,
                Text(
                    "这一行多了缩进：上一行已经有值了",
                    "this line is indented, but the line above has its value already",
                ),
                Text("去掉行首的空格，和上一行对齐", "begin it in the column in which the line above begins"),
            )
        levels.append(line.indent)
    elif line.indent < levels[-1]:
        return Fault(
            line.number,
            Text("这一行的缩进和上面的都不一样", "this line is in no column of the lines above"),
            Text("和同一级的行对齐", "begin it in the column of its siblings"),
        )
    if line.dash:
        inner = line.indent + len(line.dash)
        if line.key and inner > levels[-1]:
            levels.append(inner)
    return None


def _value(line: _Line, lines: Sequence[str]) -> tuple[Fault | None, int]:
    """A fault in a line's value, and the index of the next line."""
    value, behind = line.value, line.number + 1
    first = value[:1]
    if BLOCK.match(value):
        while behind < len(lines) and (not lines[behind].strip() or _indent(lines[behind]) > line.indent):
            behind += 1
        return None, behind
    if first in ('"', "'"):
        return _quoted(line, lines)
    if first and first in "[{":
        return _bracketed(line, lines)
    return _plain(line), behind


def _plain(line: _Line) -> Fault | None:
    """A fault in an unquoted value."""
    value, first = line.value, line.value[:1]
    if first and first in "@`%*&!|>,]}":
        return Fault(
            line.number,
            Text(f"以 {first} 开头的文字要放在引号里", f"text that begins with {first} must be in quotation marks"),
            _write(line),
        )
    if value.startswith("- ") and line.key:
        return Fault(
            line.number,
            Text("列表要另起一行", "a list begins on a line of its own"),
            Text(
                f"写作两行：{line.key}: 和 “  {_short(value)}”；如果是文字，就放在引号里",
                f'write two lines: "{line.key}:" and "  {_short(value)}"; if it is text, put it in quotation marks',
            ),
        )
    if re.search(r":(?:\s|$)", value):
        return Fault(
            line.number,
            Text("这里多了一个冒号；含有冒号的文字要放在引号里", "text with a colon in it must be in quotation marks"),
            _write(line),
        )
    return None


def _quoted(line: _Line, lines: Sequence[str]) -> tuple[Fault | None, int]:
    mark = line.value[0]
    end, text = line.number + 1, line.value
    whole = DOUBLE if mark == '"' else SINGLE
    while not (found := whole.match(text)):
        if end >= len(lines) or _has_key(lines[end]):
            return Fault(
                line.number,
                Text("引号没有合上", "the quotation mark is not closed"),
                Text(f"在这一行末尾补上 {mark}", f"put {mark} at the end of this line"),
            ), end
        text += "\n" + lines[end]
        end += 1
    rest = COMMENT.sub("", text[found.end() :]).strip()
    if rest:
        return Fault(
            line.number,
            Text("引号后面还有多余的文字", "there is more text behind the quotation marks"),
            _write(line),
        ), end
    if mark == '"' and (escape := ESCAPE.search(found[0])):
        near = escape[1]
        return Fault(
            line.number,
            Text("双引号里的反斜杠要写成 \\\\", "a backslash within double quotation marks is written \\\\"),
            Text(
                f"把 {near} 写成 \\{near}，或者改用单引号", f"write \\{near} for {near}, or use single quotation marks"
            ),
        ), end
    return None, end


def _bracketed(line: _Line, lines: Sequence[str]) -> tuple[Fault | None, int]:
    close = "]" if line.value[0] == "[" else "}"
    end, text = line.number + 1, line.value
    while (at := _closed(text)) is None:
        if end >= len(lines) or (close == "]" and _has_key(lines[end])):
            square = close == "]"
            return Fault(
                line.number,
                Text(
                    f"{'方括号' if square else '花括号'}没有合上，或者少了逗号",
                    f"the {'square bracket' if square else 'brace'} is not closed, or a comma is missing",
                ),
                Text(
                    f"列表写作 {line.key or 'tags'}: [甲, 乙]；如果是文字，就放在引号里",
                    f"a list is written {line.key or 'tags'}: [a, b]; text must be in quotation marks",
                )
                if square
                else _write(line),
            ), end
        text += "\n" + lines[end]
        end += 1
    if re.search(r"[\[{,]\s*[\"']", QUOTED.sub("x", text[:at])):
        return Fault(
            line.number,
            Text("引号没有合上", "a quotation mark is not closed"),
            Text("每个引号都要成对", "each quotation mark needs its partner"),
        ), end
    if COMMENT.sub("", text[at:]).strip():
        zh, en = ("方括号", "brackets") if close == "]" else ("花括号", "braces")
        return Fault(
            line.number,
            Text(
                f"{zh}后面还有文字；以 {line.value[0]} 开头的文字要放在引号里",
                f"there is more text behind the {en}; text that begins with {line.value[0]} must be in quotation marks",
            ),
            _write(line),
        ), end
    return None, end


def _closed(text: str) -> int | None:
    """The offset at which the bracket that begins `text` is closed."""
    depth = 0
    bare = QUOTED.sub(lambda found: "x" * len(found[0]), text)
    for found in re.finditer(r"[\[\]{}]", bare):
        depth += 1 if found[0] in "[{" else -1
        if depth == 0:
            return found.end()
    return None


def _has_key(raw: str) -> bool:
    found = LINE.match(raw)
    return bool(found and found["key"] and not found["indent"])


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" "))


def _write(line: _Line) -> Text:
    """The line with its value quoted."""
    key = f"{line.key}: " if line.key else f"{line.dash.strip()} " if line.dash else ""
    value = line.value
    inner = value.replace("'", "''") if '"' in value or "\\" in value else value
    mark = "'" if '"' in value or "\\" in value else '"'
    whole = f"{key}{mark}{_short(inner)}{mark}"
    return Text(f"写作 {whole}", f"write {whole}")


def _short(text: str) -> str:
    return shortened(text, LONGEST)
