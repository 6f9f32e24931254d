"""Annotators of plugins. One that fails costs its own finds and no more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, cast

from generator import plugins
from generator.core.entry import TYPES, Glossary
from generator.core.errors import Place, Problem, SiteError
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings
from generator.core.span import About, Span


class HasSettings(Protocol):
    """The `Context` of annotators, as far as it matters here."""

    @property
    def settings(self) -> AnnotateSettings:
        """The annotation settings of the site."""


def find(
    context: HasSettings,
    glossary: Glossary,
    passages: Sequence[Passage],
    about: About,
    told: Callable[[Problem], None] | None,
) -> Iterator[Span]:
    """The finds of the site's plugins. A plugin's failure is passed to `told`; without `told` it raises SiteError."""
    for addition in plugins.loaded("annotators", context.settings.plugins):
        annotator = cast("Callable[[HasSettings, Sequence[Passage], About], Iterable[Span]]", addition.value)

        def spans(annotator: Callable[..., Iterable[Span]] = annotator, name: str = addition.name) -> list[Span]:
            found = list(annotator(context, passages, about))
            return [_checked(span, glossary, passages)._replace(origin=name) for span in found]

        try:
            yield from addition.call(spans, Place(about.path), "warning")
        except SiteError as error:
            if told is None:
                raise
            for problem in error.problems:
                told(problem)


def _checked(span: object, glossary: Glossary, passages: Sequence[Passage]) -> Span:
    """`span`, if it fits the text. Raises TypeError and ValueError."""
    if not isinstance(span, Span):
        raise TypeError(f"an annotator returns Span, not {type(span).__name__}")
    if not 0 <= span.passage < len(passages):
        raise ValueError(f"there is no passage {span.passage}")
    if not 0 <= span.start < span.end or passages[span.passage].text[span.start : span.end] != span.text:
        raise ValueError(f"passage {span.passage} has no {span.text!r} at {span.start}")
    if span.label not in TYPES:
        raise ValueError(f"{span.label!r} is no type of entry")
    if span.ref is not None and span.ref not in glossary.entries:
        raise ValueError(f"the glossary has no entry {span.ref!r}")
    return span
