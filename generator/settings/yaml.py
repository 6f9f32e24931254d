"""Reads YAML by the core schema of YAML 1.2, with plain error messages and the lines of keys. The only module that imports
PyYAML.

In YAML 1.1, which PyYAML implements, `NO` is false, `1:30` is 90 and `2024-13-01` an exception. Here they are text, as
in YAML 1.2.
"""

import re
from collections.abc import Container, Mapping
from typing import Any

import yaml

from generator.core.errors import Place, Problem, Text
from generator.settings.fields import Path

SAID = {
    "mapping values are not allowed": Text("这里多了一个冒号；含有冒号的文字要放在引号里", "a colon too many"),
    "found character that cannot start any token": Text(
        "这里不能用制表符、@、`、% 等字符开头；缩进要用空格", "text cannot begin with a tab, @, ` or %"
    ),
    "could not find expected ':'": Text("键的后面少了冒号", "a colon is missing behind the key"),
    "did not find expected key": Text(
        "缩进不一致，或者引号后面还有多余的文字", "uneven indentation, or more text behind quotation marks"
    ),
    "did not find expected '-' indicator": Text("列表的缩进不一致", "the items of the list are indented unevenly"),
    "did not find expected ',' or": Text(
        "方括号或花括号没有合上，或者少了逗号", "a bracket is not closed, or a comma is missing"
    ),
    "did not find expected node content": Text("方括号或花括号没有合上", "a bracket is not closed"),
    "found unexpected end of stream": Text("引号没有合上", "a quotation mark is not closed"),
    "found unexpected document indicator": Text("引号没有合上", "a quotation mark is not closed"),
    "found a tab character": Text("缩进要用空格，不能用制表符（Tab）", "indent with blanks, not with tabs"),
    "found undefined alias": Text("以 * 开头的文字要放在引号里", "text that begins with * must be in quotation marks"),
    "found unknown escape character": Text(
        "双引号里的反斜杠要写成 \\\\", "a backslash within double quotation marks is written \\\\"
    ),
    "block sequence entries are not allowed": Text("列表要另起一行", "a list begins on a line of its own"),
    "did not find expected alphabetic": Text(
        "以 * 或 & 开头的文字要放在引号里", "text that begins with * or & must be in quotation marks"
    ),
    "exceeded max": Text("套得太深", "nested too deeply"),
    "aliases repeat too much": Text("& 和 * 的引用重复得太多", "aliases (& and *) repeat too much"),
    "could not determine a constructor": Text("不能用以 ! 开头的标签", "tags (!) cannot be used"),
    "control characters are not allowed": Text("这里有看不见的控制字符", "there is an invisible control character"),
}
"""Beginning of a libyaml message → a plain message."""
OTHERWISE = Text(
    "这里的写法无法识别；含有标点的文字请放在英文引号里",
    "this cannot be read; put text with punctuation in quotation marks",
)


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the base is chosen at run time
    """Plain scalars by the core schema of YAML 1.2 (section 10.3.2); no tags that create objects."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  PyYAML's own, set below


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?(?:0|[1-9][0-9]{0,17})|0x[0-9a-fA-F]{1,15}", "-+0123456789"),
    ("float", r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("merge", r"<<", "<"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(first))


def parse(
    path: str, text: str, line: int = 1, texts: Container[str] = ()
) -> tuple[Any, Mapping[Path, int], list[Problem]]:
    """The value of the YAML in `text`, the line of each key and item, and problems. With problems the value is None.

    Values of the keys `texts` (lower case) keep their spelling: a title `1.10` is not 1.1. `text` begins on line `line`
    of the file `path`.
    """
    try:
        loader = Loader(text)
        node = loader.get_single_node()
        if node is None:
            return None, {}, []
        walk = _Walk(path, line, limit=4 * len(text) + 100)
        walk.visit(node, ())
        if not walk.problems and isinstance(node, yaml.MappingNode):
            for value in (value for key, value in node.value if str(key.value).lower() in texts):
                _as_written(value)
        return (None if walk.problems else loader.construct_document(node)), walk.lines, walk.problems
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, {}, [_explained(path, text, line, mark.line if mark else 0, error.problem or "")]
    except yaml.reader.ReaderError as error:
        at = line + text.count("\n", 0, error.position)
        return None, {}, [_broken(path, at, "control characters are not allowed")]
    except (RecursionError, ValueError, KeyError, AttributeError, TypeError):  # of PyYAML's constructors, for odd tags
        return None, {}, [_broken(path, line, "could not determine a constructor")]


def _as_written(node: yaml.Node) -> None:
    if isinstance(node, yaml.ScalarNode) and node.tag.rpartition(":")[2] in ("int", "float", "bool"):
        node.tag = "tag:yaml.org,2002:str"
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _as_written(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            _as_written(value)


class _Walk:
    """Collects the lines of keys and duplicate keys; stops if aliases expand the tree beyond the size of its text."""

    def __init__(self, path: str, line: int, limit: int) -> None:
        self.path, self.line, self.left = path, line, limit
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.above: set[int] = set()
        """The ancestors of the current node; an alias to one of them is a cycle."""

    def visit(self, node: yaml.Node, path: Path) -> None:
        self.left -= 1
        if self.left <= 0 or id(node) in self.above:
            if not self.problems:
                self.problems.append(_broken(self.path, self._of(node), "aliases repeat too much"))
            return
        self.above.add(id(node))
        if isinstance(node, yaml.MappingNode):
            self._mapping(node, path)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.lines[*path, number] = self._of(item)
                self.visit(item, (*path, number))
        self.above.discard(id(node))

    def _mapping(self, node: yaml.MappingNode, path: Path) -> None:
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(
                    _broken(self.path, self._of(key), "did not find expected alphabetic or numeric character")
                )
            elif name in seen:
                self.problems.append(
                    Problem(
                        "error",
                        "duplicate-key",
                        Place(self.path, self._of(key)),
                        Text(f"键“{name}”写了两次", f'the key "{name}" stands here twice'),
                        Text(
                            f"第 {seen[name]} 行已经写了；删掉其中一行",
                            f"it stands on line {seen[name]} too; delete one",
                        ),
                    )
                )
            seen.setdefault(name, self._of(key))
            self.lines[*path, name] = self._of(key)
            self.visit(value, (*path, name))

    def _of(self, node: yaml.Node) -> int:
        return self.line + int(node.start_mark.line)


def _explained(path: str, text: str, line: int, at: int, message: str) -> Problem:
    """The problem in `text`, on which libyaml failed at line `at` (from 0) with `message`."""
    from generator.settings.yaml_faults import first_fault

    fault = None if message.startswith("exceeded max") else first_fault(text)
    if fault is None or fault.line > at:
        return _broken(path, line + at, message)
    return _problem(Place(path, line + fault.line), fault.message, fault.hint)


def _broken(path: str, line: int, message: str) -> Problem:
    plain = next((said for begin, said in SAID.items() if message.startswith(begin)), OTHERWISE)
    return _problem(Place(path, line), plain, None)


def _problem(place: Place, said: Text, hint: Text | None) -> Problem:
    return Problem(
        "error", "bad-yaml", place, Text(f"YAML 写法有误：{said.zh}", f"this is not valid YAML: {said.en}"), hint
    )


def dump(values: Mapping[str, object]) -> str:
    """`values` as YAML, in order, one key a line. Texts that a parser could take for another type are quoted."""
    representer = yaml.representer.SafeRepresenter(default_flow_style=None, sort_keys=False)  # type: ignore[arg-type]  # stubs forget None
    node = representer.represent_data(dict(values))
    assert isinstance(node, yaml.MappingNode)
    node.flow_style = not values
    return str(yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=10_000))
