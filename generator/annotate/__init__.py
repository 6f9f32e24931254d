"""What is said about an article's text: terms and entities, found, chosen, thinned.

An annotator takes the passages of an article and tells all it finds, what it refuses too, with the reason.
`ANNOTATORS` lists
them in order; to add one, add a line. Nothing heavy is loaded before a text needs it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.annotate import author, entities, law, lines, rarity, senses, short, terms
from generator.annotate import key_terms as naming
from generator.annotate.article import Article
from generator.annotate.forms import Forms
from generator.annotate.resolve import THINNED, choose, thin
from generator.annotate.suggestion import Suggestion
from generator.annotate.words import Words
from generator.core.entry import Glossary
from generator.core.errors import Text
from generator.core.passage import LineHints, Passage
from generator.core.settings import AnnotateSettings
from generator.core.span import NOTHING, About, Annotate, Span

ENTITIES_OFF = Text('实体已关闭（entities = "off"）', 'entities are switched off (entities = "off")')


class Room(Struct, frozen=True):
    """What annotators share: made once for a glossary and settings, each part loaded when first used."""

    forms: Forms
    words: Words
    settings: AnnotateSettings


Annotator = Callable[[Room, Sequence[Passage], About], Iterable[Span]]
"""Finds in an article's passages."""


def listed(room: Room, passages: Sequence[Passage], about: About) -> Iterator[Span]:
    """The glossary's entries: those that the author marked in the text, those found in it, each with the meaning that it
    has there, and the short names of those that were named in full.
    """
    article = Article(passages)
    marked = list(author.wanted(room.forms, passages))
    found = senses.settled(
        article, [*marked, *terms.find(article, room.forms, room.words, about)], room.forms, room.words, about
    )
    yield from found[: len(marked)]
    entries = list(found[len(marked) :])
    entries.extend(short.find(article, room.forms, room.words, entries))
    for span in entries:
        off = room.settings.entities == "off" and span.label != "term" and span.reason is None
        yield span._replace(reason=ENTITIES_OFF) if off else span


def automatic(room: Room, passages: Sequence[Passage], _: About) -> Iterator[Span]:
    """Persons, places, organisations and works that no entry covers, where the settings ask for them."""
    if room.settings.entities == "auto":
        yield from entities.find(room.words, passages, room.settings.published)


ANNOTATORS: tuple[tuple[str, Annotator], ...] = (
    ("terms", listed),
    ("entities", automatic),
)


def annotator(glossary: Glossary, settings: AnnotateSettings) -> Annotate:
    """The function that annotates an article with this glossary. Cheap to make: automaton and dictionary come when
    needed.
    """
    room = Room(_forms(glossary), words_of(settings), settings)

    def annotate(passages: Sequence[Passage], about: About = NOTHING, /) -> Sequence[Span]:
        found: list[Span] = []
        for _, find in ANNOTATORS:
            found.extend(find(room, passages, about))
        return law.enforced(choose(found), passages, law.Law(room.forms, room.words, glossary.ignored, about.nomark))

    return annotate


def candidates(text: str, glossary: Glossary) -> set[str]:
    """The ids of the entries one of whose forms occurs in `text`: on these alone the finds in it depend."""
    return _forms(glossary).candidates(text)


def key_terms(
    passages: Sequence[Passage], counts: Mapping[str, int], glossary: Glossary, settings: AnnotateSettings
) -> tuple[str, ...]:
    """What an article is about, at most eight names: its entries (`counts`: id → mentions) first, then strong
    suggestions.
    """
    return naming.key_terms(passages, counts, glossary, words_of(settings))


def suggest(
    passages: Sequence[Passage], spans: Sequence[Span], glossary: Glossary, settings: AnnotateSettings
) -> list[Suggestion]:
    """What in an article may deserve an entry, best first; `spans` are all finds in it."""
    from generator.annotate import suggesting

    return suggesting.suggest(passages, spans, glossary, words_of(settings))


def breaks(title: str, names: Collection[str], settings: AnnotateSettings) -> tuple[int, ...]:
    """The offsets at which a line of a title may end: between words, each of `names` staying whole."""
    return lines.breaks(title, words_of(settings), names)


def lines_of(passage: Passage) -> LineHints | None:
    """How the lines of running text are set; None where browsers do by themselves what is to be done."""
    breaks, wholes = lines.stuck(passage.text), lines.wholes(passage.text)
    return LineHints(breaks, wholes) if breaks or wholes else None


@lru_cache(maxsize=2)
def words_of(settings: AnnotateSettings) -> Words:
    """The segmenter for these settings, shared by all that cuts text."""
    return Words(settings.dictionary, settings.cache)


def unload() -> None:
    """Let go of the dictionary and the automata, which take some 15 MB. They come again when needed."""
    words_of.cache_clear()
    _forms.cache_clear()
    rarity.of_name.cache_clear()  # it keeps the dictionary that it asked


def models(settings: AnnotateSettings) -> str:
    """The models in use, on which the finds depend beside text, glossary, settings and code; empty where none is."""
    return entities.models() if settings.entities == "auto" else ""


@lru_cache(maxsize=4)
def _forms(glossary: Glossary) -> Forms:
    return Forms(glossary)


__all__ = [
    "ANNOTATORS",
    "THINNED",
    "Article",
    "Room",
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
