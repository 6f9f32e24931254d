"""How `check` prints what it found."""

from argparse import Namespace

from generator.cli import check
from generator.cli.console import Console
from generator.core.errors import Place, Problem, Text


def test_of_a_large_glossary_the_first_of_a_kind_are_printed(capsys):
    unused = [Problem("warning", "unused-entry", Place("a.toml", line), Text("x", "x")) for line in range(1, 51)]
    other = Problem("warning", "other", Place("a.toml", 60), Text("y", "y"))
    check.PRINT["text"](Namespace(console=Console("zh")), [*unused, other])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == check.MAX_ALIKE + 3
    assert lines[-3:] == [
        "提醒 a.toml:60: y",
        "提醒 a.toml: 没有文章提到的词条还有 30 个（--format json 列出全部）",
        "0 处错误，51 处提醒",
    ]
