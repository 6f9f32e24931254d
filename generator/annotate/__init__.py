"""Annotation: find terms and entities in an article's text, resolve overlaps, apply the mention policy.

An annotator takes the passages of an article and returns everything it finds. A refused find stays in the result with
its reason. `ANNOTATORS` lists the annotators in order. Heavy resources are loaded lazily.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from generator.annotate import author, entities, lines, prohibitions, senses
from generator.annotate import key_terms as naming
from generator.annotate.article import FoldedArticle
from generator.annotate.matching import short, terms
from generator.annotate.matching.forms import Forms
from generator.annotate.normalize import fold
from generator.annotate.resolve import THINNED, choose, thin
from generator.annotate.segmenting import words
from generator.annotate.segmenting.words import Words
from generator.annotate.senses import vectors
from generator.annotate.suggestion import Suggestion
from generator.core.entry import Glossary
from generator.core.errors import Problem, Text
from generator.core.passage import LineHints, Passage
from generator.core.settings import AnnotateSettings
from generator.core.span import NOTHING, About, Annotate, Span

ENTITIES_OFF = Text('实体已关闭（entities = "off"）', 'entities are switched off (entities = "off")')


class Context(Struct, frozen=True):
    """Shared input of the annotators, one per glossary and settings. Its parts load lazily."""

    forms: Forms
    words: Words
    settings: AnnotateSettings
    kept_only: bool = False
    """Whether finds that will be refused may be missing."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """The site's `[extra]`, where a plugin has its settings."""


Annotator = Callable[[Context, Sequence[Passage], About], Iterable[Span]]
"""Returns the spans found in an article's passages, refused ones included."""


def listed(context: Context, passages: Sequence[Passage], about: About) -> Iterator[Span]:
    """Mentions of glossary entries: marks that the author wrote, matched forms with their sense resolved, and the short
    names of entries already mentioned in full.
    """
    article = FoldedArticle(passages)
    marked = list(author.wanted(context.forms, passages))
    # What else may take a place, or leave it free, is not known to `terms.find`.
    brief = context.kept_only and not (marked or context.settings.plugins or context.settings.entities == "off")
    found = senses.disambiguate(
        article,
        [*marked, *terms.find(article, context.forms, context.words, about, kept_only=brief)],
        context.forms,
        context.words,
        about,
    )
    yield from found[: len(marked)]
    entries = list(found[len(marked) :])
    entries.extend(short.find(article, context.forms, context.words, entries))
    for span in entries:
        off = context.settings.entities == "off" and span.label != "term" and span.reason is None
        yield span._replace(reason=ENTITIES_OFF) if off else span


def automatic(context: Context, passages: Sequence[Passage], _: About) -> Iterator[Span]:
    """Entities that no glossary entry covers; none unless the setting is `entities = "auto"`."""
    if context.settings.entities == "auto":
        yield from entities.find(context.words, passages, context.settings.published)


ANNOTATORS: tuple[tuple[str, Annotator], ...] = (
    ("terms", listed),
    ("entities", automatic),
)


def annotator(
    glossary: Glossary,
    settings: AnnotateSettings,
    *,
    kept_only: bool = False,
    extra: Mapping[str, object] = MappingProxyType({}),
) -> Annotate:
    """The function that annotates an article with this glossary. Cheap: automaton and dictionary load lazily.

    With `kept_only` it is faster, but some of the refused finds are missing; the kept ones are the same. `extra` is for
    annotators of plugins.
    """
    context = Context(_forms(glossary), words_of(settings), settings, kept_only, extra)

    def annotate(
        passages: Sequence[Passage], about: About = NOTHING, told: Callable[[Problem], None] | None = None, /
    ) -> Sequence[Span]:
        found: list[Span] = []
        for _, find in ANNOTATORS:
            found.extend(find(context, passages, about))
        if settings.plugins:
            from generator.annotate import added  # few sites use plugins

            found.extend(added.find(context, glossary, passages, about, told))
        forbidden = prohibitions.Prohibitions(context.forms, context.words, glossary.ignored, about.nomark)
        return prohibitions.enforce(choose(found), passages, forbidden)

    return annotate


def candidates(text: str, glossary: Glossary) -> set[str]:
    """The ids of entries with a form that occurs in `text`. No other entry can affect its annotation."""
    return _forms(glossary).candidates(text)


def key_terms(
    passages: Sequence[Passage], counts: Mapping[str, int], glossary: Glossary, settings: AnnotateSettings
) -> tuple[str, ...]:
    """At most eight names that say what an article is about: its entries (`counts`: id → mentions), or, without any,
    strong suggestions.
    """
    return naming.key_terms(passages, counts, glossary, words_of(settings))


def suggest(
    passages: Sequence[Passage],
    spans: Sequence[Span],
    glossary: Glossary,
    settings: AnnotateSettings,
    bold: Mapping[int, Sequence[tuple[int, int]]],
) -> list[Suggestion]:
    """Surfaces that may deserve an entry, best first. `spans` are all finds in the article, `bold` the ranges in bold of
    its passages, by number.
    """
    from generator.annotate import suggesting

    return suggesting.suggest(passages, spans, glossary, words_of(settings), bold)


def breaks(title: str, names: Collection[str], settings: AnnotateSettings) -> tuple[int, ...]:
    """Offsets of allowed line breaks in a title: between words, never inside one of `names`."""
    return lines.breaks(title, words_of(settings), names)


def lines_of(passage: Passage) -> LineHints | None:
    """Line-breaking hints for running text; None if the browser's default is right."""
    breaks, unbreakable = lines.missed_breaks(passage.text), lines.unbreakable(passage.text)
    return LineHints(breaks, unbreakable) if breaks or unbreakable else None


@lru_cache(maxsize=2)
def words_of(settings: AnnotateSettings) -> Words:
    """The segmenter for these settings, cached."""
    return Words(settings.dictionary, settings.cache)


def unload() -> None:
    """Free the dictionary and the automata (about 15 MB), word vectors (20 MB), and what was found in the last texts. They
    are loaded again when needed.
    """
    words_of.cache_clear()
    _forms.cache_clear()
    words.forget()
    fold.cache_clear()
    vectors.packaged.cache_clear()


def models(settings: AnnotateSettings) -> str:
    """The versions of the models in use, as part of an article's cache key; empty if none is."""
    return entities.models() if settings.entities == "auto" else ""


@lru_cache(maxsize=4)
def _forms(glossary: Glossary) -> Forms:
    return Forms(glossary)


__all__ = [
    "ANNOTATORS",
    "THINNED",
    "Context",
    "FoldedArticle",
    "annotator",
    "breaks",
    "candidates",
    "choose",
    "key_terms",
    "lines_of",
    "models",
    "suggest",
    "thin",
    "unload",
    "words_of",
]
