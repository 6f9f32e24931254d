"""How `check` prints what it found."""

import json
from argparse import Namespace

import pytest

from generator.cli import check
from generator.cli.console import Console
from generator.core.errors import Place, Problem, Text

EACH = check.MAX_ALIKE


def alike(level, code, number):
    """So many problems of one kind, each in a file of its own."""
    return [
        Problem(level, code, Place(f"{code}-{n}.md", n), Text(f"{code} 第 {n} 处", "x")) for n in range(1, number + 1)
    ]


def printed(capsys, problems, form="text", *, every=False, language="zh"):
    check.PRINT[form](Namespace(console=Console(language), all=every, site=None), problems)
    return capsys.readouterr().out.splitlines()


def test_of_many_warnings_alike_the_first_are_printed_and_the_others_counted(capsys):
    many, few = alike("warning", "no-alt", EACH + 30), alike("warning", "bad-date", EACH)
    lines = printed(capsys, [*many, *few])
    assert len(lines) == EACH + EACH + 2
    assert lines[-2:] == [
        f"提醒 同类的还有 30 处，如 no-alt-{EACH + 1}.md:{EACH + 1}: no-alt 第 {EACH + 1} 处",
        f"0 处错误，{2 * EACH + 30} 处提醒（zhushu check --all 全部列出）",
    ]
    english = printed(capsys, many, language="en")[-2:]
    assert english == [
        f"warning 30 more of this kind, such as no-alt-{EACH + 1}.md:{EACH + 1}: x",
        f"0 errors, {EACH + 30} warnings (zhushu check --all lists each)",
    ]


def test_every_error_is_printed_and_in_a_long_list_after_the_warnings(capsys):
    errors = alike("error", "bad-toml", EACH + 30)
    lines = printed(capsys, [*errors, *alike("warning", "no-alt", EACH + 2)])
    assert [line.split()[0] for line in lines[:-2]] == ["提醒"] * EACH + ["错误"] * (EACH + 30)
    assert lines[-1] == f"{EACH + 30} 处错误，{EACH + 2} 处提醒（zhushu check --all 全部列出）"
    lines = printed(capsys, [*errors, *alike("warning", "no-alt", EACH)])
    assert [line.split()[0] for line in lines[:-1]] == ["错误"] * (EACH + 30) + ["提醒"] * EACH


def test_all_are_printed_where_it_is_asked_for(capsys):
    assert len(printed(capsys, alike("warning", "no-alt", EACH + 30), every=True)) == EACH + 31


@pytest.mark.parametrize("form", ["json", "github"])
def test_programs_are_told_all(capsys, tmp_path, form):
    problems = alike("warning", "no-alt", EACH + 30)
    check.PRINT[form](Namespace(console=Console("zh"), all=False, site=tmp_path), problems)
    said = capsys.readouterr().out
    assert len(json.loads(said) if form == "json" else said.splitlines()) == EACH + 30
