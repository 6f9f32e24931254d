"""Library → its social cards: one for each entry, and for each article without a picture of its own."""

from collections.abc import Iterator

from generator.core.card import Card, card_url
from generator.core.library import EntryView, Library
from generator.site.pages.views import is_page, summary
from generator.site.taxonomies import authors_of


def cards(library: Library) -> Iterator[Card]:
    """The cards; none if the setting is off."""
    config = library.config
    if not config.cards:
        return
    for article in (*library.articles, *library.unlisted):
        if not article.meta.image and not is_page(article.path):
            meta = article.meta
            foot = [meta.date.date().isoformat()] if meta.date else []
            foot = ["、".join(authors_of(meta, config)), *foot]
            yield Card(
                card_url(article.url),
                config.title,
                meta.title,
                article.breaks,
                summary(article),
                " · ".join(filter(None, foot)),
            )
    for view in library.entries.values():
        yield _entry(view, config.title)


def _entry(view: EntryView, site: str) -> Card:
    entry = view.entry
    return Card(
        card_url(view.url), site, entry.name, (), view.text, " · ".join(filter(None, (view.tones, entry.english)))
    )
