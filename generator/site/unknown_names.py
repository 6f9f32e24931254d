"""Names in an article's `terms` and `nomark` that are neither an entry nor in its text."""

import re
from collections.abc import Iterable, Sequence
from html import unescape

from generator.core.article import Article
from generator.core.draft import line_of
from generator.core.errors import Place, Problem, Text, did_you_mean
from generator.core.names import fold_name
from generator.glossary.ids import Ids

TAG = re.compile(r"<[^>]*>")


def unknown_names(articles: Iterable[Article], ids: Ids, forms: Sequence[str]) -> Iterable[Problem]:
    """A warning for each; the hint is the nearest of `forms`, the forms of all entries."""
    for article in articles:
        named = [("terms", name) for name in article.meta.terms] + [("nomark", name) for name in article.meta.nomark]
        unknown = [(key, name) for key, name in named if ids.of(name) is None]
        if unknown and article.html.digest:  # the text is loaded only then; an article with errors has none
            text = fold_name(unescape(TAG.sub("", article.html.__html__())))
            yield from (_problem(article, key, name, forms) for key, name in unknown if fold_name(name) not in text)


def _problem(article: Article, key: str, name: str, forms: Sequence[str]) -> Problem:
    return Problem(
        "warning",
        "unknown-name",
        Place(article.path, line_of(article.meta, key, name)),
        Text(f"“{key}”里的“{name}”不是词条，文中也没有", f'“{name}” in "{key}" is no entry, and is not in the text'),
        did_you_mean(name, forms),
    )
