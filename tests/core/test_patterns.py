"""Patterns that are compiled when they are first used."""

import re

import pytest

from generator.core.patterns import late


def test_it_is_compiled_at_the_first_use_and_once(monkeypatch):
    compiled = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: (compiled.append(given), compile_(*given))[1])
    digits = late(r"(\d+)x", re.IGNORECASE)
    assert not compiled
    assert digits.sub(r"<\1>", "12X 3y") == "<12> 3y"
    assert digits.findall("1x2X") == ["1", "2"]
    assert digits.pattern == r"(\d+)x"
    assert compiled == [(r"(\d+)x", re.IGNORECASE)]


def test_it_has_nothing_that_a_pattern_has_not():
    with pytest.raises(AttributeError):
        _ = late("a").groups_of_it


def test_a_wrong_pattern_is_told_of_when_it_is_used():
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("")
