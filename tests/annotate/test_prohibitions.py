"""What the author forbids is marked by nothing, and all else stays as it was."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator import annotate
from generator.annotate.normalize import plain
from generator.core.entry import Entry, Glossary, Match
from generator.core.passage import Passage
from generator.core.span import NOTHING, About
from tests.annotate.texts import texts

PEOPLE = ["马化腾", "杜甫", "王勃", "史蒂夫·乔布斯", "鲁迅"]
PLACES = ["北京", "深圳", "成都"]
NAMES = [*PEOPLE, *PLACES, "三国演义", "产业互联网", "互联网", "数据中台", "中台", "AI"]
PIECES = [*NAMES, "《三国演义》", "北京大学", "乔布斯", "在", "说", "和", "写了", "先生", "，", "。", "市长"]

said = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join) | texts
entries = st.lists(st.sampled_from(NAMES), max_size=6, unique=True)
forbidden = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)


def glossary(names, **more):
    return Glossary(
        {name: Entry(name, name, name, "person" if name in PEOPLE else "term", forms=(name,), **more) for name in names}
    )


def marks(found):
    return {(span.passage, span.start, span.end, span.ref, span.label) for span in found if span.reason is None}


def found(listed, entries, text, about=NOTHING, **passage):
    auto = replace(listed, entities="auto")
    return annotate.annotator(entries, auto)([Passage(0, text, **passage)], about)


@settings(deadline=None)
@given(names=entries, text=said, never=forbidden)
def test_what_nomark_names_is_marked_by_nothing_and_all_else_stays(listed, names, text, never):
    free = marks(found(listed, glossary(names), text))
    bound = marks(found(listed, glossary(names), text, About(nomark=tuple(never))))
    surfaces = {text[start:end] for _, start, end, _, _ in bound}
    assert bound <= free
    assert not {plain(surface) for surface in surfaces} & {plain(name) for name in never}
    for mark in free - bound:
        ref, surface = mark[3], plain(text[mark[1] : mark[2]])
        own = ref in never or any(plain(name) in surface or surface in plain(name) for name in never)
        assert own or any(_shares(text, mark, name) for name in never)


def _shares(text, mark, name):
    folded = plain(name)
    return any(
        plain(text[start : start + len(name)]) == folded and start < mark[2] and mark[1] < start + len(name)
        for start in range(len(text))
    )


@settings(deadline=None)
@given(names=entries, text=said, never=forbidden)
def test_the_list_of_words_never_marked_silences_no_entry(listed, names, text, never):
    free = marks(found(listed, glossary(names), text))
    bound = marks(found(listed, replace(glossary(names), ignored=frozenset(never)), text))
    assert bound <= free
    assert {mark for mark in free if mark[3] is not None} <= bound
    assert not {text[mark[1] : mark[2]] for mark in bound if mark[3] is None} & set(never)


@settings(deadline=None)
@given(names=entries, text=said, data=st.data())
def test_a_range_that_is_kept_unmarked_takes_away_only_what_reaches_into_it(listed, names, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    barred = ((start, end),) if start < end else ()
    free = marks(found(listed, glossary(names), text))
    bound = marks(found(listed, glossary(names), text, barred=barred))
    assert bound == {mark for mark in free if mark[2] <= start or mark[1] >= end or start == end}


@settings(deadline=None)
@given(names=entries.filter(bool), text=said)
def test_no_automatic_entity_takes_the_place_that_a_rule_leaves_empty(listed, names, text):
    bound = marks(found(listed, glossary(names, match=Match(where=("caption",))), text))
    assert not {text[start:end] for _, start, end, _, _ in bound} & set(names)


def test_a_name_without_entry_silences_itself_alone(listed):
    text = "杜甫和鲁迅在成都。"
    free = marks(found(listed, Glossary(), text))
    bound = marks(found(listed, Glossary(), text, About(nomark=("杜甫",))))
    assert free - bound == {(0, 0, 2, None, "person")}
    assert (0, 3, 5, None, "person") in bound


def test_an_entry_that_is_silenced_is_not_found_by_itself(listed):
    people = glossary(["马化腾"])
    assert not marks(found(listed, people, "马化腾说。", About(nomark=("马化腾",))))
    assert not marks(found(listed, people, "马化騰说。", About(nomark=("马化腾",))))


def test_rules_hold_against_short_names(listed):
    apple = Entry(
        "乔布斯", "乔布斯", "j", "person", forms=("史蒂夫·乔布斯",), match=Match(never=("乔布斯传",), where=("body",))
    )
    spans = found(listed, Glossary({"乔布斯": apple}), "史蒂夫·乔布斯。乔布斯传出版了，乔布斯不在。")
    refused = [(span.start, span.reason is None) for span in spans if span.text == "乔布斯" and span.ref]
    assert refused == [(8, False), (16, True)]


def test_a_short_name_that_is_never_marked(listed):
    person = Glossary(
        {"j": Entry("j", "史蒂夫·乔布斯", "j", "person", forms=("史蒂夫·乔布斯",))}, ignored=frozenset(["乔布斯"])
    )
    assert {mark[1:3] for mark in marks(found(listed, person, "史蒂夫·乔布斯。乔布斯来了。"))} == {(0, 7)}


def test_longer_names_are_not_silenced(listed):
    free = marks(found(listed, Glossary(), "他考上了北京大学，住在北京。"))
    bound = marks(found(listed, Glossary(), "他考上了北京大学，住在北京。", About(nomark=("北京",))))
    assert free - bound <= {(0, 11, 13, None, "place")}
