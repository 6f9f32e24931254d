"""What is true of every text and every glossary."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator import annotate
from generator.annotate.matching.rules import is_acronym
from generator.annotate.normalize import fold, plain, simplified
from generator.annotate.segmenting.dictionary import jieba_file
from generator.core.entry import Glossary
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings
from tests.annotate.texts import FORMS, forms, found, glossary, texts

OPPOSITE = {simple: traditional for traditional, simple in simplified().items()}


def kept(names, text, settings):
    return [
        (span.start, span.end, span.ref) for span in found(settings, [Passage(0, text)], *names) if span.reason is None
    ]


@given(names=forms, parts=st.lists(texts, min_size=1, max_size=4))
def test_offsets_point_at_the_text_that_they_name(listed, names, parts):
    passages = [Passage(number, text) for number, text in enumerate(parts)]
    for span in found(listed, passages, *names):
        surface = parts[span.passage][span.start : span.end]
        assert span.text == surface
        assert plain(surface) == plain(span.ref)


@given(names=forms, text=texts)
def test_kept_finds_are_disjoint_and_in_order(listed, names, text):
    spans = kept(names, text, listed)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(text=texts)
def test_folding_twice_is_folding_once(text):
    assert plain(plain(text)) == plain(text)


@given(text=texts)
def test_every_folded_character_leads_back_to_what_it_was(text):
    folded = fold(text)
    for at, char in enumerate(folded.text):
        place = folded.original(at, at + 1)
        if place is not None and char != " ":
            assert plain(text[slice(*place)]) in (char, "着", "著", "了", "瞭")


@given(names=forms, text=texts)
def test_widths_never_move_a_mark(listed, names, text):
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert kept(names, wide, listed) == kept(names, text, listed)


@given(names=forms, text=texts)
def test_case_never_moves_a_mark_but_of_acronyms_and_beside_hyphens(listed, names, text):
    names, text = [name for name in names if not is_acronym(name)], text.replace("-", "")
    assert kept(names, text.upper() if len(text.upper()) == len(text) else text, listed) == kept(names, text, listed)


@given(names=forms, text=texts)
def test_traditional_characters_never_move_a_mark(listed, names, text):
    """Where both ways of writing are entries, the mark belongs to the other of them."""
    traditional = "".join(OPPOSITE.get(char, char) for char in text)
    places, there = (
        [(start, end, plain(ref)) for start, end, ref in kept(names, each, listed)] for each in (text, traditional)
    )
    assert places == there


@given(names=forms, text=texts)
def test_decomposed_letters_never_lose_a_mark(listed, names, text):
    apart = unicodedata.normalize("NFD", text)
    assert [ref for _, _, ref in kept(names, apart, listed)] == [ref for _, _, ref in kept(names, text, listed)]


@given(names=forms, text=texts, other=st.sampled_from(["语文课本", "Zebra", "石灰岩洞", "骆驼"]))
def test_an_unrelated_entry_changes_no_other_mark(listed, names, text, other):
    assert kept([*names, other], text, listed) == kept(names, text, listed)


@given(names=st.permutations(FORMS), text=texts)
def test_the_order_of_entries_changes_nothing(listed, names, text):
    assert found(listed, [Passage(0, text)], *names) == found(listed, [Passage(0, text)], *FORMS)


@given(names=forms, text=texts)
def test_the_plain_path_finds_the_same(listed, names, text):
    passages = [Passage(0, text)]
    assert found(replace(listed, dictionary=str(jieba_file("dict.txt"))), passages, *names) == found(
        listed, passages, *names
    )


@given(names=forms, text=texts)
def test_candidates_hold_every_entry_that_is_found(listed, names, text):
    assert {span.ref for span in found(listed, [Passage(0, text)], *names)} <= annotate.candidates(
        text, glossary(names)
    )


@given(names=forms, text=texts, before=texts, after=texts)
def test_other_passages_change_nothing(listed, names, text, before, after):
    among = found(listed, [Passage(0, before), Passage(1, text), Passage(2, after)], *names)
    alone = found(listed, [Passage(0, text)], *names)
    assert [span._replace(passage=0) for span in among if span.passage == 1] == list(alone)


def test_an_empty_glossary_finds_nothing():
    assert list(annotate.annotator(Glossary(), AnnotateSettings(entities="listed"))([Passage(0, "产业互联网")])) == []
