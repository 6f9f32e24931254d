"""辨义, word sense disambiguation: which of the entries that share a form a mention refers to.

Each sense has cues, words that support it: the author's (`context`), its `sense`, `domain`, `tags`, see-also and English
name, the words of its definition, and those of its kind (`cues.kinds`). A cue counts by weight and distance, and so do
words that are used like those of the sense (`topics`). Mentions of related entries, the article's tags, date and folder
count too. The mentions of one form in an article support each other (one sense per discourse), up to a limit. A softmax,
with a slope set by hand, turns scores into probabilities. Below THRESHOLD the choice stays open: the mark belongs to a
disambiguation entry that lists the candidates.

Nothing of this runs or loads for articles without such a form.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

from generator.annotate.article import FoldedArticle
from generator.annotate.matching import edges
from generator.annotate.matching.forms import Forms
from generator.annotate.normalize import plain
from generator.annotate.segmenting.words import Words
from generator.annotate.senses.cues import Cue, cues_of
from generator.annotate.senses.nearness import Mention, Nearness
from generator.annotate.senses.topics import topics_of
from generator.core.entry import Entry
from generator.core.errors import Text
from generator.core.groups import grouped
from generator.core.span import About, Span
from generator.core.texts import places_of

THRESHOLD = 0.75
"""Least probability to choose a sense."""
SLOPE = 1.6
"""Factor of scores before the softmax; set by hand on the gold pairs (docs/quality-matching.md)."""
COMPANY, TAGGED, IN_TITLE, DATED, OUT_OF_DATE, SCOPED, ASKED = 1.5, 2.0, 0.6, 0.6, -2.5, 2.5, 1.2
DISCOURSE, MOST_OF_OTHERS, MOST_OF_ONE = 0.8, 1.0, 2.0
MAX_EVIDENCE = 4
"""Pieces of evidence in a note."""


class Evidence(NamedTuple):
    """Evidence for a sense."""

    weight: float
    said: Text


class Weighed(NamedTuple):
    """The score and the evidence of each candidate of a mention."""

    scores: tuple[float, ...]
    evidence: tuple[tuple[Evidence, ...], ...]


def disambiguate(
    article: FoldedArticle, spans: Sequence[Span], forms: Forms, words: Words, about: About
) -> Sequence[Span]:
    """The spans, with each ambiguous one resolved to a candidate or left open."""
    ambiguous = ((span.choices, number) for number, span in enumerate(spans) if span.choices and span.reason is None)
    groups = grouped(ambiguous)
    if not groups:
        return spans
    found = list(spans)
    places, nearness = _places(article, forms), Nearness(article.text)
    for refs, numbers in groups.items():
        scorer = _Scorer(nearness, [forms.entries[ref] for ref in refs], spans, places, (forms, words, about))
        mentions = [Mention(number, *places.get(_key(spans[number]), (0, 0))) for number in numbers]
        for mention, weighed in zip(mentions, scorer.weigh(mentions), strict=True):
            found[mention.number] = _decided(spans[mention.number], refs, weighed, forms)
    return found


class _Scorer:
    """Scores the mentions of one group of candidates in one article."""

    def __init__(
        self,
        nearness: Nearness,
        entries: Sequence[Entry],
        spans: Sequence[Span],
        places: Mapping[tuple[int, int, int], tuple[int, int]],
        given: tuple[Forms, Words, About],
    ) -> None:
        forms, words, about = given
        self._near, self._text, self._words = nearness, nearness.text, words
        every = [cues_of(entry, words, forms.entries) for entry in entries]
        shared = set(every[0]).intersection(*every[1:])
        cues = [
            {word: cue for word, cue in own.items() if word not in shared or cue.weight > _least(every, word)}
            for own in every
        ]
        self._cues = [{word: cue for word, cue in own.items() if word.strip("_") in self._text} for own in cues]
        self._found = {word: list(self._occurrences(word)) for own in self._cues for word in own}
        self._company = [_company(entry, entries, spans, places, forms) for entry in entries]
        self._article = [_article_evidence(entry, own, about) for entry, own in zip(entries, cues, strict=True)]
        self._topics = topics_of(tuple(entries), words)
        self._asked = [sum(span.ref == entry.id and span.origin == "author" for span in spans) for entry in entries]

    def weigh(self, mentions: Sequence[Mention]) -> Iterator[Weighed]:
        """Each mention's scores, with the support of the other mentions."""
        own = [self._score_alone(mention) for mention in mentions]
        deviations = [_deviations(weighed.scores) for weighed in own]
        total = [sum(each) for each in zip(*deviations, strict=True)]
        for weighed, mine in zip(own, deviations, strict=True):
            others = [
                max(-MOST_OF_OTHERS, min(MOST_OF_OTHERS, DISCOURSE * (all_ - one)))
                for all_, one in zip(total, mine, strict=True)
            ]
            yield Weighed(
                tuple(score + more for score, more in zip(weighed.scores, others, strict=True)),
                tuple(
                    (*said, Evidence(more, Text("本文别处", "its other mentions"))) if more > 0.2 else said
                    for said, more in zip(weighed.evidence, others, strict=True)
                ),
            )

    def _score_alone(self, mention: Mention) -> Weighed:
        about = list(self._about(mention)) if self._topics.told_apart else []
        said = [
            tuple(sorted((*self._evidence(number, mention), *alike), key=lambda each: -abs(each.weight)))
            for number, alike in enumerate(zip(*about, strict=True) if about else [()] * len(self._cues))
        ]
        return Weighed(tuple(sum(each.weight for each in of_one) for of_one in said), tuple(said))

    def _evidence(self, number: int, mention: Mention) -> Iterator[Evidence]:
        for word, cue in self._cues[number].items():
            near = self._adjacent(cue, mention) if cue.side else self._nearness(word, mention)
            if near > 0:
                yield Evidence(cue.weight * near, Text(f"“{cue.word}”", f'"{cue.word}"'))
        for place, name in self._company[number]:
            yield Evidence(COMPANY * self._near.near(*place, mention), Text(f"同现的{name}", f"in company with {name}"))
        yield from self._article[number]
        if self._asked[number]:
            yield Evidence(ASKED, Text("作者在本文标明过", "its author says so elsewhere in the article"))

    def _about(self, mention: Mention) -> Iterator[tuple[Evidence, ...]]:
        """The evidence of each word around a mention, in its passage, for every sense."""
        text = self._text
        low, high = self._near.around(mention)
        for start, end in self._words.cut(text[low:high], hmm=False):
            word = text[low + start : low + end]
            if favours := self._topics.favours(word):
                near, said = self._near.near(low + start, low + end, mention), Text(f"“{word}”", f'"{word}"')
                yield tuple(Evidence(near * one, said) for one in favours)

    def _nearness(self, word: str, mention: Mention) -> float:
        return max((self._near.near(start, end, mention) for start, end in self._found[word]), default=0.0)

    def _adjacent(self, cue: Cue, mention: Mention) -> float:
        if cue.side == "before":
            return float(cue.pattern.search(self._text, max(0, mention.start - 12), mention.start) is not None)
        return float(cue.pattern.match(self._text, mention.end) is not None)

    def _occurrences(self, word: str) -> Iterator[tuple[int, int]]:
        spans = ((at, at + len(word)) for at in places_of(word, self._text))
        return (span for span in spans if edges.is_whole(self._text, *span))


def _least(cues: Sequence[Mapping[str, Cue]], word: str) -> float:
    return min(own[word].weight for own in cues)


def _deviations(scores: Sequence[float]) -> list[float]:
    mean = sum(scores) / len(scores)
    return [max(-MOST_OF_ONE, min(MOST_OF_ONE, score - mean)) for score in scores]


def _company(
    entry: Entry,
    rivals: Sequence[Entry],
    spans: Sequence[Span],
    places: Mapping[tuple[int, int, int], tuple[int, int]],
    forms: Forms,
) -> list[tuple[tuple[int, int], str]]:
    """Related entries in the article: range and name of the first mention of each."""
    ids = {rival.id for rival in rivals}
    mine, fields = {plain(name) for name in entry.see}, {*map(plain, (*entry.domain, *entry.tags))}
    found: dict[str, tuple[tuple[int, int], str]] = {}
    for span in spans:
        other = forms.entries.get(span.ref or "")
        if other is None or span.choices or span.reason is not None or other.id in ids or other.id in found:
            continue
        related = (
            mine.intersection(map(plain, (other.id, *other.forms)))
            or entry.id in other.see
            or fields.intersection(map(plain, (*other.domain, *other.tags)))
            or (entry.glossary and entry.glossary == other.glossary)
        )
        place = places.get(_key(span))
        if related and place:
            found[other.id] = place, other.name
    return list(found.values())


def _article_evidence(entry: Entry, cues: Mapping[str, Cue], about: About) -> list[Evidence]:
    """Evidence from the article as a whole: its tags, title, date and folder."""
    said: list[Evidence] = []
    own = {plain(word) for word in (*entry.domain, *entry.tags, entry.sense, *entry.context) if word}
    for tag in about.tags:
        if plain(tag) in own:
            said.append(Evidence(TAGGED, Text(f"标签“{tag}”", f'tag "{tag}"')))
        elif (cue := cues.get(plain(tag))) and not cue.side:
            said.append(Evidence(0.5 * TAGGED, Text(f"标签“{tag}”", f'tag "{tag}"')))
    title = plain(about.title)
    for word, cue in cues.items():
        if not cue.side and word in title:
            said.append(Evidence(IN_TITLE * cue.weight, Text(f"标题里的“{cue.word}”", f'"{cue.word}" in the title')))
    if about.date and (entry.since or entry.until):
        inside = entry.since <= about.date and (not entry.until or about.date <= entry.until + "~")
        said.append(Evidence(DATED if inside else OUT_OF_DATE, Text(f"日期 {about.date}", f"its date, {about.date}")))
    if entry.scope.folders or entry.scope.tags:
        said.append(Evidence(SCOPED, Text("词条的适用范围", "the scope of the entry")))
    return said


def _decided(span: Span, refs: Sequence[str], weighed: Weighed, forms: Forms) -> Span:
    """The span with the most probable sense, or left open."""
    top = max(weighed.scores)
    powers = [exp(max(-50.0, SLOPE * (score - top))) for score in weighed.scores]
    order = sorted(range(len(refs)), key=lambda number: (-weighed.scores[number], number))
    best = order[0]
    chance = powers[best] / sum(powers)
    why = list({each.said: None for each in weighed.evidence[best] if each.weight > 0})[:MAX_EVIDENCE]
    zh, en = "、".join(said.zh for said in why), ", ".join(said.en for said in why)
    if chance >= THRESHOLD:
        entry = forms.entries[refs[best]]
        note = Text(f"“{entry.name}”，依据：{zh}（{chance:.2f}）", f'"{entry.name}" because of {en} ({chance:.2f})')
        return span._replace(
            ref=entry.id, label=entry.type, score=round(min(span.score, chance), 3), note=note, choices=()
        )
    named = [forms.entries[refs[number]].name for number in order]
    zh, en = f"，略偏向前者：{zh}" if zh else "", f"; for the first speak {en}" if en else ""
    note = Text(
        f"意思未定：{'、'.join(named)}（{chance:.2f}）{zh}", f"left open: {', '.join(named)} ({chance:.2f}){en}"
    )
    open_ = next((entry for entry in forms.open_choices.get(refs[0], ()) if set(refs) <= set(entry.choices)), None)
    return span._replace(
        ref=open_.id if open_ else refs[best],
        label=open_.type if open_ else span.label,
        score=round(min(span.score, chance), 3),
        note=note,
        choices=tuple(refs[number] for number in order),
    )


def _places(article: FoldedArticle, forms: Forms) -> dict[tuple[int, int, int], tuple[int, int]]:
    """(passage, start, end) → range in the article's folded text, for each find."""
    found = {}
    for _, start, end in forms.find(article.text):
        place = article.place(start, end)
        if place is not None:
            found[place[0].number, place[1], place[2]] = start, end
    return found


def _key(span: Span) -> tuple[int, int, int]:
    return span.passage, span.start, span.end
