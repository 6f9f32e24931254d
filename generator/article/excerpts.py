"""Excerpts of an article's text: the sentences of mentions, and the lead."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from sys import intern

from generator.core.article import Mention
from generator.core.draft import Body
from generator.core.passage import OBJECT
from generator.core.span import Span
from generator.core.texts import shortened

SENTENCE_END = re.compile(r"[。！？!?…\n]+[”’」』）)》〉]*|[.](?=\s)")
CONTEXT = 90
"""Maximum code points of a sentence before and after a mention."""
LEAD = 200
"""Maximum code points of a lead."""


def mentions(kept: Sequence[Span], body: Body) -> Iterable[Mention]:
    """The marks of entries with their sentences."""
    number, objects = -1, tuple[str, ...]()
    for span in kept:
        if span.ref is None:
            continue
        passage = body.passages[span.passage]
        if span.passage != number:
            number, objects = span.passage, body.objects(span.passage)
        before, after = sentence(passage.text, span.start, span.end, objects)
        text = span.ref if span.text == span.ref else intern(span.text)  # share equal strings: fewer pickled bytes
        yield Mention(span.ref, span.label, span.number, span.mention, before, text, after, passage.line_at(span.start))


def sentence(text: str, start: int, end: int, objects: Sequence[str] = ()) -> tuple[str, str]:
    """The parts of the sentence before and after `text[start:end]`, at most CONTEXT code points each. `objects` are the
    texts that replace the OBJECT placeholders.
    """
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    begins = [found.end() for found in SENTENCE_END.finditer(before)]
    ends = SENTENCE_END.search(after)
    if begins:
        before = before[begins[-1] :]
    elif start > CONTEXT:
        before = "…" + before
    if ends:
        after = after[: ends.end()]
    elif end + CONTEXT < len(text):
        after += "…"
    if OBJECT not in text:
        return before.lstrip(), after.rstrip()
    first, last = text.count(OBJECT, 0, start) - before.count(OBJECT), text.count(OBJECT, 0, end)
    return _filled(before, objects[first:]).lstrip(), _filled(after, objects[last:]).rstrip()


def _filled(text: str, objects: Sequence[str]) -> str:
    """`text` with its OBJECT placeholders replaced by `objects`."""
    first, *rest = text.split(OBJECT)
    return first + "".join([shown + piece for shown, piece in zip_longest(objects[: len(rest)], rest, fillvalue="")])


NEEDS_BLANK = re.compile(r"[\w!-/:-@\[-`{-~]\Z")
"""The end of a paragraph that a space separates from the next one: all but Chinese punctuation."""


def lead(body: Body, end: int, cut: int = 0) -> str:
    """The beginning of the running text, at most LEAD code points. `end` is the number of passages in it, if the author
    marked its end; else 0. `cut` is the offset in the last of them at which it ends; 0: with the passage.
    """
    said = ""
    for number, passage in enumerate(body.passages[: end or None]):
        if len(said) < LEAD and (end or passage.role in ("paragraph", "lead")) and passage.role != "heading":
            text = passage.text[:cut] if cut and number == end - 1 else passage.text
            objects = body.objects(number)[: text.count(OBJECT)]
            said += (" " if said and NEEDS_BLANK.search(said) else "") + _filled(text, objects).strip()
    return shortened(said, LEAD)
