"""The readable cases of tests/cases/matching.md."""

import pytest
from msgspec.structs import replace

from generator.annotate.segmenting.dictionary import jieba_file
from tests.annotate.cases import cases, marked

CASES = cases("matching.md")


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_case(case, listed):
    assert marked(case, listed) == case.marks


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_our_own_segmenter_gives_the_same(case, listed):
    assert marked(case, replace(listed, dictionary=str(jieba_file("dict.txt")))) == case.marks
