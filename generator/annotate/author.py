"""What the author asked for in the text itself: `[[词条]]` is marked whatever else is found."""

from collections.abc import Iterator, Sequence

from generator.annotate.forms import Forms
from generator.core.passage import Passage
from generator.core.span import Span


def wanted(forms: Forms, passages: Sequence[Passage]) -> Iterator[Span]:
    """The marks that the author asked for. Names that no entry has are left out; composing reports them."""
    for passage in passages:
        for asked in passage.wanted:
            entries = forms.all_named(asked.name)
            if entries and asked.start < asked.end:
                surface = passage.text[asked.start : asked.end]
                span = Span(passage.number, asked.start, asked.end, surface, entries[0].type, entries[0].id, "author")
                yield span._replace(choices=tuple(entry.id for entry in entries)) if len(entries) > 1 else span
