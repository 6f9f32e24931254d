"""A book in one line: read in pieces, in little memory, and what is found is the same."""

import tracemalloc

import pytest

from generator import annotate
from generator.annotate.entities import finder, repeats, verdicts
from generator.annotate.entities.guess import Guess
from generator.annotate.segmenting import pieces
from generator.core.entry import Glossary
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings

SENTENCE = "王小明在北京市的上海交通大学工作，他说数据中台要汇集数据。"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("短。", [2]),
        ("", [0]),
        ("一" * 10_000, [4_000, 8_000, 10_000]),
        ("一二三。" * 2_000, [4_000, 8_000]),
        ("一" * 3_600 + "。”" + "一" * 1_200, [3_602, 4_802]),
        ("一" * 3_600 + "，" + "一" * 1_200, [3_601, 4_801]),
    ],
)
def test_pieces_end_where_sentences_do_and_cover_the_text(text, ends):
    found = list(pieces.pieces(text))
    assert [end for _, end in found] == ends
    assert "".join(text[start:end] for start, end in found) == text


def test_a_long_text_has_the_names_of_its_sentences():
    find = annotate.annotator(Glossary(), AnnotateSettings(entities="auto"))
    whole = find([Passage(0, SENTENCE * 1_000)])
    each = {(span.start, span.end, span.label) for span in find([Passage(0, SENTENCE)])}
    assert each
    got = {
        (span.start % len(SENTENCE), span.end - span.start + span.start % len(SENTENCE), span.label) for span in whole
    }
    assert got == each
    assert len(whole) == 1_000 * len(each)


@pytest.mark.parametrize("unit", ["é ", "数据中台要汇集数据，小程序离用户最近。", "牝鼤騱龊鬯麤齾爨"])
def test_memory_of_a_long_line_is_a_few_times_its_own(unit, monkeypatch):
    find = annotate.annotator(Glossary(), AnnotateSettings(entities="auto"))
    find([Passage(0, SENTENCE)])
    monkeypatch.setattr(finder, "LONGEST", 500)
    monkeypatch.setattr(pieces, "LONGEST", 500)
    text = unit * (10_000 // len(unit))
    tracemalloc.start()
    find([Passage(0, text)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60 * len(text.encode())


def test_names_are_missed_nowhere_however_many_there_are():
    names = [f"{family}{first}{second}" for family in "王李张" for first in "小大文" for second in "明红军伟芳"]
    once, again = "，".join(names), "。".join(reversed(names)) + "王小明明"
    sure = [(Guess(at * 4, at * 4 + 3, "person", 1.0), 0.9) for at in range(len(names))]
    assert len(names) > repeats.FEW
    _, more = repeats.missed([once, again], [sure, []])
    assert [again[guess.start : guess.end] for guess, _ in sorted(more, key=lambda one: one[0].start)] == [
        *reversed(names),
        "王小明",
    ]


def test_many_lists_and_long_ones_take_no_square():
    text = "、".join(["王小明", "李大红", "张文军"] * 3_000)
    sure = [(Guess(at * 4, at * 4 + 3, "person", 1.0), 0.9) for at in range(9_000) if at % 3 != 1]
    counted = 0

    class Counting(tuple):
        __slots__ = ()

        def __iter__(self):
            nonlocal counted
            counted += 1
            return super().__iter__()

    (found,) = verdicts.unify([text], [[Counting(one) for one in sure]])
    assert len(found) == 9_000
    assert counted < 20 * len(sure)
