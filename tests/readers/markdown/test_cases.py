"""The readable cases of tests/cases/markdown.md: Markdown, and the HTML that it is read as."""

import re
from pathlib import Path

import pytest

from generator.core.draft import Source
from generator.core.span import Span
from generator.readers import read

CASES = (Path(__file__).parent.parent.parent / "cases" / "markdown.md").read_text(encoding="utf-8")
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n~{8} markdown\n(?P<markdown>.*?)\n~{8}\n\n~{8} html\n(?P<html>.*?)\n~{8}$",
    re.MULTILINE | re.DOTALL,
)
FOUND = list(CASE.finditer(CASES))


def test_every_case_is_found() -> None:
    assert len(FOUND) == CASES.count("\n~~~~~~~~ markdown\n") == CASES.count("\n~~~~~~~~ html\n") > 15


@pytest.mark.parametrize("case", FOUND, ids=[found["title"] for found in FOUND])
def test_case(case: re.Match[str]) -> None:
    def never(span: Span) -> tuple[str, str]:
        raise AssertionError(span)

    draft = read(Source("content/articles/a.md", case["markdown"] + "\n", ""))
    assert draft.body.weave((), never).html.rstrip("\n") == case["html"]
