"""Text and HTML annotated by themselves, without a site around them: the public API."""

from collections.abc import Sequence

from msgspec import Struct

from generator import annotate
from generator.article.compose import Composer
from generator.core.draft import Source
from generator.core.entry import Glossary
from generator.core.marks import marker
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings, Config, Entities, Policy
from generator.core.span import Span


class Annotated(Struct, frozen=True):
    """An HTML fragment with its marks in place."""

    html: str
    """The body, sanitised, marks as `<a role="doc-glossref" href="#g-SLUG">`; no page around it."""
    spans: tuple[Span, ...]
    """The marks, in document order. `span.passage` counts the blocks of text from 0."""


def annotate_text(
    text: str, glossary: Glossary | None = None, *, entities: Entities = "listed", published: float = 0.9
) -> tuple[Span, ...]:
    """Find every mention in a plain text.

    `text` is taken as one passage; offsets of the result are code points of it. Without a glossary only automatic
    entities are found (`entities="auto"`), those with a score of `published` or more having `span.published` set.
    Never raises for what a text holds.
    """
    settings = AnnotateSettings(entities=entities, published=published)
    found = annotate.annotator(glossary or Glossary(), settings)([Passage(0, text)])
    return _kept(found)


def annotate_html(
    html: str, glossary: Glossary | None = None, *, entities: Entities = "listed", first: Policy = "all"
) -> Annotated:
    """Weave marks into an HTML fragment or page.

    Code, links and headings are left alone; scripts and event handlers are removed, as for any article. `first` is
    the mention policy: `all`, or only the first mention per `section` or `page`.
    """
    composer = Composer(Config(first=first), glossary or Glossary(), AnnotateSettings(entities=entities))
    finds = composer.find(Source("fragment.html", html, ""))
    kept = [span for span in _kept(finds.spans) if span.published]
    woven = finds.draft.body.weave(kept, marker(kept, finds.glossary.entries))
    return Annotated(woven.html, tuple(kept))


def _kept(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.reason is None)
