"""Reads the readable triples of tests/cases/*.md: entries, an article, and what must be marked in it."""

import re
from pathlib import Path
from typing import NamedTuple

from generator import annotate
from generator.cli.annotate import inline
from generator.core.entry import Entry, Glossary, Match
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings

FOLDER = Path(__file__).parent.parent / "cases"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n~~~ 词条\n(?P<entries>.*?)\n~~~\n\n~~~ 文章\n(?P<article>.*?)\n~~~\n\n~~~ 标注\n(?P<marks>.*?)\n~~~$",
    re.MULTILINE | re.DOTALL,
)
BREAK = "⏎"
"""Stands in a case for a line break inside a passage; the lines of a case are passages."""


class Case(NamedTuple):
    """One triple."""

    title: str
    entries: str
    article: str
    marks: str


def cases(name: str) -> list[Case]:
    """The cases in the file `name`."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    found = [Case(**case.groupdict()) for case in CASE.finditer(text)]
    assert len(found) == len(re.findall(r"^## ", text, re.MULTILINE)), f"a case of {name} has not all its parts"
    return found


def glossary(entries: str) -> Glossary:
    """The entries of a case: one a line, `name = alias : key value : key value`; keys are `type` and those of `match`."""
    made = [_entry(line) for line in entries.splitlines() if line]
    return Glossary({entry.id: entry for entry in made})


def marked(case: Case, settings: AnnotateSettings) -> str:
    """What comes out: the article with its marks in place, and a line for each find that is refused, with the reason."""
    passages = [Passage(number, line.replace(BREAK, "\n")) for number, line in enumerate(case.article.splitlines())]
    spans = annotate.choose(annotate.annotator(glossary(case.entries), settings)(passages))
    kept = {
        passage.number: [span for span in spans if span.passage == passage.number and span.reason is None]
        for passage in passages
    }
    lines = [inline(passage.text, kept[passage.number], html=False).replace("\n", BREAK) for passage in passages]
    lines += [f"✗ {span.text}：{span.reason.zh}" for span in spans if span.reason is not None]
    return "\n".join(lines)


def _entry(line: str) -> Entry:
    names, *rules = line.split(" : ")
    forms = tuple(names.split(" = "))
    said = dict(rule.split(" ", 1) if " " in rule else (rule, "") for rule in rules)
    match = Match(
        never=tuple(said.get("never", "").split()),
        always=tuple(said.get("always", "").split()),
        case="case" in said,
        where=tuple(said.get("where", "").split()),
    )
    return Entry(forms[0], forms[0], forms[0], said.get("type", "term"), forms, match=match)
