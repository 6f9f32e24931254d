"""Cues: weighted words that support one sense of a form.

They come from the entry itself and from `generator/data/senses.txt`, a table of kinds of things (firms, fruit, poets
…) with words that often occur near their names.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from generator.annotate.normalize import is_han, plain
from generator.annotate.segmenting.words import Words, kept
from generator.core.entry import Entry
from generator.core.patterns import late
from generator.core.tables import lines

CONTEXT, SEE, FIELD, ENGLISH, KIND, DEFINITION, SOURCE = 2.2, 1.8, 1.6, 1.4, 1.2, 0.9, 0.5
BESIDE = 1.6
"""Weight of a cue adjacent to the mention: 吃 before fruit."""
BY_TYPE, BY_DEFINITION = 0.6, 0.75
"""Factor for a kind's cues if the kind follows from the entry's type, or its definition, and not from its `sense`."""
SINGLE = 0.6
"""Factor for a single character, which is often part of an unrelated word."""
TYPES = {"person": "人", "place": "地方", "organization": "机构", "work": "作品", "event": "事件"}
BETWEEN_BEFORE = "[了过着到一两二三四五六七八九十百几半个颗只块件种些箱斤篮名位家所座条款部台张本把这那每该某的]{0,5}$"
BETWEEN_AFTER = "[的了也都又还才就已在将会要曾没不很最正]{0,3}"
WORD = re.compile(r"[a-z][a-z0-9+#.-]+")
FIRST = late(r"[^。；;\n]*")
TITLE = re.compile(r"《([^》]+)》")


class Cue(NamedTuple):
    """A word that supports a sense."""

    word: str
    """For display; `吃…` for a word that must directly precede the mention."""
    weight: float
    side: Literal["", "before", "after"] = ""
    """The side of the mention that it must be adjacent to; empty for anywhere."""
    pattern: re.Pattern[str] = WORD
    """Matched on that side; used only with `side`."""


@kept(2000)
def _own(entry: Entry, words: Words) -> Mapping[str, Cue]:
    found: dict[str, Cue] = {}
    for cue, key in (*_of_kinds(entry), *_of_definition(entry, words), *_named(entry)):
        if key and (key not in found or found[key].weight < cue.weight):
            found[key] = cue
    forms = {plain(form) for form in entry.forms}
    return {key: cue for key, cue in found.items() if key not in forms}


def cues_of(entry: Entry, words: Words, entries: Mapping[str, Entry]) -> Mapping[str, Cue]:
    """Folded word → cue, for all cues of the sense `entry`."""
    found = dict(_own(entry, words))
    forms = {plain(form) for form in entry.forms}
    for name in entry.see:
        other = entries.get(name)
        for form in other.forms if other else (name,):
            key = plain(form)
            if key not in forms:
                found[key] = Cue(form, SEE)
    return found


def _named(entry: Entry) -> Iterator[tuple[Cue, str]]:
    """Cues that the entry's own fields name."""
    for weight, texts in (
        (ENGLISH, (entry.english,)),
        (SOURCE, tuple(title for source in entry.sources for title in TITLE.findall(source))),
        (FIELD, (entry.sense, *entry.domain, *entry.tags)),
        (CONTEXT, entry.context),
    ):
        for text in texts:
            key = plain(text).strip()
            if len(key) > 1 or (weight == CONTEXT and key):
                yield Cue(text, weight if len(key) > 1 else weight * SINGLE), key


def _of_definition(entry: Entry, words: Words) -> Iterator[tuple[Cue, str]]:
    text = plain(entry.definition)
    for start, end in words.cut(text, hmm=False):
        word = text[start:end]
        if len(word) > 1 and (is_han(word[0]) or WORD.fullmatch(word)):
            rare = min(1.0, max(0.0, (-(words.weight(word) or -12.0) - 6.0) / 6.0))
            if rare > 0.2:
                yield Cue(word, DEFINITION * rare), word


def _of_kinds(entry: Entry) -> Iterator[tuple[Cue, str]]:
    named = " ".join((entry.sense, *entry.domain, *entry.tags))
    first = FIRST.match(plain(entry.definition))
    told = first[0] if first else ""
    for labels, cues in kinds():
        share = max(
            float(any(label in named for label in labels)),
            BY_DEFINITION * any(len(label) > 1 and label in told for label in labels),
            BY_TYPE * (TYPES.get(entry.type) in labels),
        )
        if share:
            for cue, key in cues:
                yield cue._replace(weight=cue.weight * share), key


@cache
def kinds() -> tuple[tuple[tuple[str, ...], tuple[tuple[Cue, str], ...]], ...]:
    """The rows of the table of kinds: labels, then (cue, key) pairs."""
    rows = (line.partition("|") for line in lines("senses.txt"))
    return tuple((tuple(labels.split()), tuple(map(_cue, cues.split()))) for labels, _, cues in rows)


def _cue(written: str) -> tuple[Cue, str]:
    word = written.strip("_")
    if written.endswith("_"):
        return Cue(f"{word}…", BESIDE, "before", re.compile(re.escape(word) + BETWEEN_BEFORE)), written
    if written.startswith("_"):
        return Cue(f"…{word}", BESIDE, "after", re.compile(BETWEEN_AFTER + re.escape(word))), written
    return Cue(word, KIND), word
