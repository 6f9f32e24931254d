"""Second opinions: LAC's entities, and the gold ones brought to the conventions of news.

Universal NER marks an encyclopaedia and leaves out what news corpora mark: the country in the words for its people
and its
government, a station as a place, a team with its closing 队. LAC knows those conventions and errs in others' names,
so the two
are joined span by span.
"""

import re
from collections.abc import Sequence

from generator.annotate.entities.chances import KINDS
from generator.annotate.entities.lac import LABELS, Lac
from training.corpus import Sentence, Span

ADDRESS = "国省市县区州乡镇村路街江河湖海山岛湾洲港站"
BODY = re.compile("(公司|集团|大学|学院|委员会|政府|部|局|厅|院|会|队|社|报|台|党|军|银行|中学|医院|协会|联盟)$")


def whole(labels: Sequence[str]) -> str | None:
    """The kind where `labels` make one word of that kind, else None."""
    head, _, mark = labels[0].rpartition("-")
    return head if mark == "B" and all(label == f"{head}-I" for label in labels[1:]) else None


def entities(labels: Sequence[str]) -> list[Span]:
    """The persons, places and organisations in LAC's labels."""
    found: list[Span] = []
    for at, label in enumerate(labels):
        head = label.rpartition("-")[0]
        kind = KINDS[LABELS.index(head)] if head in LABELS else None
        if label.endswith("-B"):
            start, open_kind = at, kind
            if kind:
                found.append((at, at + 1, kind))
        elif found and found[-1][1] == at and open_kind and found[-1][0] == start:
            found[-1] = (start, at + 1, open_kind)
    return found


def marked(lac: Lac, texts: Sequence[str]) -> list[list[Span]]:
    """LAC's entities in each text."""
    return [entities(lac.best(chances)) for chances in lac.chances(texts)]


def merged(gold: Sequence[Sentence], second: Sequence[list[Span]], kinds: dict[str, str]) -> list[Sentence]:
    """The gold sentences with their spans brought to the conventions of news; `kinds` is the lexicon's."""
    return [
        (
            text,
            sorted(
                {
                    span
                    for group in _groups({*spans, *other})
                    for span in _decide(text, group, set(spans), set(other), kinds)
                }
            ),
        )
        for (text, spans), other in zip(gold, second, strict=True)
    ]


def _groups(spans: set[Span]) -> list[list[Span]]:
    """`spans` in groups whose members overlap."""
    groups: list[list[Span]] = []
    end = 0
    for span in sorted(spans):
        if groups and span[0] < end:
            groups[-1].append(span)
        else:
            groups.append([span])
        end = max(end, span[1])
    return groups


def _decide(text: str, group: list[Span], gold: set[Span], other: set[Span], kinds: dict[str, str]) -> list[Span]:
    ours, theirs = [span for span in group if span in gold], [span for span in group if span in other]
    if not ours:
        return [span for span in theirs if _sound(text[span[0] : span[1]], span[2], kinds)]
    if not theirs or len(ours) > 1:
        one = theirs[0] if len(theirs) == 1 else None
        covers = one and one[0] <= ours[0][0] and one[1] >= ours[-1][1] and one[2] != "person"
        return theirs if covers else ours
    start, end, kind = ours[0]
    if any(span[:2] == (start, end) for span in theirs):
        return ours
    around = [span for span in theirs if span[0] <= start and span[1] >= end]
    if around:
        return ours if kind == "person" else around
    parts = kind == "place" and len(theirs) > 1 and all(span[2] == "place" for span in theirs)
    covered = sum(span[1] - span[0] for span in theirs) == end - start and theirs[0][0] == start
    return theirs if parts and covered else ours


def _sound(word: str, kind: str, kinds: dict[str, str]) -> bool:
    """Whether a find of LAC's alone is believed: the lexicon knows it, or its form tells."""
    known = kinds.get(word)
    if kind == "place":
        return known == "LOC" or (len(word) > 2 and word[-1] in ADDRESS)
    if kind == "organization":
        return len(word) > 2 and (known == "ORG" or BODY.search(word) is not None)
    return known == "PER"
