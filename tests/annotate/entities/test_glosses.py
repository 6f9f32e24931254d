"""Names of foreign letters in parentheses after a name."""

import pytest

from generator.annotate.entities import glosses
from generator.annotate.entities.finder import Finder
from generator.annotate.entities.guess import Guess
from generator.annotate.segmenting.words import Words
from generator.core.entry import Type
from generator.core.passage import Passage


def glossed(text: str, name: str, kind: Type) -> list[tuple[str, str, float]]:
    guess = Guess(text.index(name), text.index(name) + len(name), kind, 0.9)
    return [(text[one.start : one.end], one.kind, score) for one, score in glosses.glossed(text, [(guess, 0.9)])]


@pytest.mark.parametrize(
    ("text", "name", "kind", "gloss"),
    [
        ("诗人路易斯·埃切维里(luis echeverri)住在", "路易斯·埃切维里", "person", "luis echeverri"),
        ("尼尔马尔(英语:nirmal)是", "尼尔马尔", "place", "nirmal"),
        ("国际能源署(iea)的", "国际能源署", "organization", "iea"),
        ("怀克里夫·金(wyclef jean,1969年生)", "怀克里夫·金", "person", "wyclef jean"),
        ("作家乔安·罗琳(j.k. rowling)说", "乔安·罗琳", "person", "j.k. rowling"),
        ("画家安娜(anaïs nin)说", "安娜", "person", "anaïs nin"),
    ],
)
def test_a_gloss_is_the_same_name(text: str, name: str, kind: Type, gloss: str) -> None:
    assert glossed(text, name, kind) == [(gloss, kind, 0.9)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("李小满(ceo)说", "李小满", "person"),
        ("上海(a股)下跌", "上海", "place"),
        ("远山公司(600941.sh)上涨", "远山公司", "organization"),
        ("李小满(1879-1955)是", "李小满", "person"),
        ("《春天》(spring)出版", "春天", "work"),
    ],
)
def test_what_stands_in_parentheses_is_not_always_the_name(text: str, name: str, kind: Type) -> None:
    assert glossed(text, name, kind) == []


def test_a_gloss_that_is_found_already_is_not_told_twice() -> None:
    text = "国际能源署(iea)"
    sure = [(Guess(0, 5, "organization", 0.9), 0.9), (Guess(6, 9, "person", 0.9), 0.5)]
    assert list(glosses.glossed(text, sure)) == []


def test_a_gloss_is_told_as_it_is_written() -> None:
    text = "国际能源署（IEA）昨天公布了报告。"
    found = Finder(Words(), joined=False).find([Passage(0, text)], 0.8)
    assert [(span.text, span.label, span.published) for span in found] == [
        ("国际能源署", "organization", True),
        ("IEA", "organization", True),
    ]
