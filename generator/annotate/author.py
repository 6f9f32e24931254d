"""Marks that the author requests in the text with `[[词条]]`; they win over every other find."""

from collections.abc import Iterator, Sequence

from generator.annotate.matching.forms import Forms
from generator.core.passage import Passage
from generator.core.span import Span


def wanted(forms: Forms, passages: Sequence[Passage]) -> Iterator[Span]:
    """Spans for the requested marks. Names without an entry are skipped here; composing reports them."""
    for passage in passages:
        for asked in passage.wanted:
            entries = forms.all_named(asked.name)
            if entries and asked.start < asked.end:
                surface = passage.text[asked.start : asked.end]
                span = Span(passage.number, asked.start, asked.end, surface, entries[0].type, entries[0].id, "author")
                yield span._replace(choices=tuple(entry.id for entry in entries)) if len(entries) > 1 else span
