"""What the author decided in the text itself: `[[词条]]` is marked whatever else is found, a `.nomark` range never
is.
"""

from collections.abc import Iterable, Iterator, Sequence

from generator.annotate.forms import Forms
from generator.core.errors import Text
from generator.core.passage import Passage
from generator.core.span import Span

BARRED = Text("作者要求这里不标注", "the author keeps this unmarked")


def wanted(forms: Forms, passages: Sequence[Passage]) -> Iterator[Span]:
    """The marks that the author asked for. Names that no entry has are left out; composing reports them."""
    for passage in passages:
        for asked in passage.wanted:
            entry = forms.named(asked.name)
            if entry is not None and asked.start < asked.end:
                surface = passage.text[asked.start : asked.end]
                yield Span(passage.number, asked.start, asked.end, surface, entry.type, entry.id, "author")


def bar(spans: Iterable[Span], passages: Sequence[Passage]) -> Iterator[Span]:
    """The spans, those refused that reach into a range which the author keeps unmarked."""
    barred = {passage.number: passage.barred for passage in passages if passage.barred}
    for span in spans:
        ranges = barred.get(span.passage, ())
        if span.reason is None and any(start < span.end and span.start < end for start, end in ranges):
            yield span._replace(reason=BARRED)
        else:
            yield span
