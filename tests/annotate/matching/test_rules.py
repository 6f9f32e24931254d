"""An entry's own rules of matching."""

import pytest

from generator.annotate.matching import rules
from generator.core.entry import Entry, Match

RESEARCH = "研究生"


@pytest.mark.parametrize(
    ("match", "role", "kind"),
    [
        (Match(), "heading", "open"),
        (Match(where=("body",)), "heading", "refused"),
        (Match(where=("body",)), "item", "open"),
        (Match(where=("lead", "quote")), "quote", "open"),
        (Match(where=("lead",)), "paragraph", "refused"),
        (Match(never=("研究生命",)), "paragraph", "refused"),
        (Match(never=("研究生院",)), "paragraph", "open"),
        (Match(always=("研究生命",)), "paragraph", "kept"),
        (Match(never=("究生命",), always=("研究生命",)), "paragraph", "kept"),
        (Match(never=("研究生命",), always=("研究生命",)), "paragraph", "refused"),
        (Match(never=("研究生研究生",)), "paragraph", "open"),
    ],
)
def test_an_entrys_own_rules(match, role, kind):
    entry = Entry(RESEARCH, RESEARCH, RESEARCH, forms=(RESEARCH,), match=match)
    assert rules.ruled(entry, RESEARCH, role, RESEARCH, "他研究生命", 1, 4).kind == kind


def test_never_looks_at_every_place_of_the_form_in_the_longer_word():
    entry = Entry("数据", "数据", "数据", forms=("数据",), match=Match(never=("大数据元数据",)))
    text = "大数据元数据"
    assert [rules.ruled(entry, "数据", "paragraph", "数据", text, at, at + 2).kind for at in (1, 4)] == [
        "refused",
        "refused",
    ]
