"""Where a form may begin and end."""

import pytest

from generator import annotate
from generator.annotate import edges
from generator.core.passage import OBJECT, Passage
from tests.annotate.texts import glossary


def found(settings, passages, *names):
    return annotate.choose(annotate.annotator(glossary(names), settings)(passages))


def kept(spans):
    return [span.text for span in spans if span.reason is None]


@pytest.mark.parametrize(
    ("text", "form", "whole"),
    [
        ("email", "ai", False),
        ("an ai", "ai", True),
        ("ai2", "ai", False),
        ("ai_x", "ai", False),
        ("@ai", "ai", False),
        ("ai@x", "ai", False),
        ("node.js", "js", False),
        ("node.js", "node", False),
        ("ai. ok", "ai", True),
        ("r&d", "d", False),
        ("ai-native", "ai", True),
        ("tcp/ip", "ip", True),
        ("c++", "c", False),
        ("c#", "c", False),
        ("ai+医疗", "ai", True),
        ("don't", "t", False),
        ("asp.net", ".net", False),
        ("用.net", ".net", True),
        ("cafe\u0301", "cafe", False),
        ("我用ai的", "ai", True),
        ("13.5", "3.5", False),
        ("5g网", "5g", True),
    ],
)
def test_edges(text, form, whole):
    start = text.index(form)
    assert edges.whole(text, start, start + len(form)) is whole


def test_addresses_end_where_their_characters_do():
    text = "见https://a.com/ai?x=1。www.ai.com，http:// ai"
    assert [text[slice(*place)] for place in edges.addresses(text)] == ["https://a.com/ai?x=1", "www.ai.com"]


def test_objects_are_never_part_of_a_form(listed):
    assert found(listed, [Passage(0, f"数据{OBJECT}中台")], f"数据{OBJECT}中台") == ()
    assert kept(found(listed, [Passage(0, f"{OBJECT}中台{OBJECT}")], "中台")) == ["中台"]
