"""Names in an article's `terms` and `nomark` that are neither an entry nor in its text."""

from collections.abc import Iterable

from generator.core.article import Article
from generator.core.draft import line_of
from generator.core.entry import Glossary
from generator.core.errors import Place, Problem, Text, did_you_mean
from generator.core.markup import text_of
from generator.core.names import fold_name
from generator.glossary.ids import Ids


def unknown_names(articles: Iterable[Article], ids: Ids, glossary: Glossary) -> Iterable[Problem]:
    """A warning for each; the hint is the nearest form of an entry."""
    for article in articles:
        named = [("terms", name) for name in article.meta.terms] + [("nomark", name) for name in article.meta.nomark]
        unknown = [(key, name) for key, name in named if ids.of(name) is None]
        if unknown and article.html.digest:  # the text is loaded only then; an article with errors has none
            text = fold_name(text_of(article.html.__html__()))
            yield from (_problem(article, key, name, glossary) for key, name in unknown if fold_name(name) not in text)


def _problem(article: Article, key: str, name: str, glossary: Glossary) -> Problem:
    return Problem(
        "warning",
        "unknown-name",
        Place(article.path, line_of(article.meta, key, name)),
        Text(f"“{key}”里的“{name}”不是词条，文中也没有", f'“{name}” in "{key}" is no entry, and is not in the text'),
        did_you_mean(name, (form for entry in glossary.entries.values() for form in entry.forms)),
    )
