"""A title for pasted text without one: its first words."""

import re

from msgspec.structs import replace

from generator.author.edits.articles import slug_for
from generator.author.importing.article import Imported
from generator.core.draft import Classified
from generator.core.errors import Text

AT_MOST = 1_000
"""How many characters of a line are examined."""
LONGEST = 24
"""Length of a title made from a text, in characters."""
MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>|{}\[\]]+|^\s*(?:[-+]|\d+[.)])\s+|<[^>]*>")
SENTENCE = re.compile(r"[^。！？!?；;\n]+")


def with_title(article: Imported, stand_in: str) -> Imported:
    """`article` with `stand_in` replaced by its own title and slug."""
    title = str(article.front.get("title", ""))
    classified = article.classified
    if title == stand_in:
        title = _opening(article.body) or stand_in
        made = Classified(
            1, "title", title, 0.2, Text("没有标题，先用开头的话", "there is no title; the first words for now")
        )
        classified = (made, *(one for one in classified if one.role != "title"))
    slug = slug_for(title) if article.slug == stand_in else article.slug
    return replace(article, front={**article.front, "title": title}, classified=classified, slug=slug)


def _opening(body: str) -> str:
    """The beginning of the first sentence of a Markdown text, without markup."""
    for line in body.splitlines():
        said = (
            " ".join(MARKUP.sub(lambda found: found[1] or "", line[:AT_MOST]).split())
            if line.strip() != "{.lead}"
            else ""
        )
        if found := SENTENCE.search(said):
            sentence = found[0].strip()
            clause = re.split(r"[，,：:]", sentence)[0]
            return (clause if len(clause) >= 4 else sentence)[:LONGEST].strip()
    return ""
