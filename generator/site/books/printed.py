"""Articles as one HTML page to be printed as a book: each begins on a new page, with page numbers at the foot."""

import re
from collections.abc import Sequence
from html import escape

from generator.site.books.book import Book

BODY = re.compile(r'<main id="main"[^>]*>(.*)</main>', re.DOTALL)
STYLES = re.compile(r"<style>.*?</style>", re.DOTALL)
ID = re.compile(r'\s(id|href|aria-labelledby|for)="(#?)([^"]+)"')
PAGED = """
@page { size: A5; margin: 20mm 16mm 18mm; @bottom-center { content: counter(page); font-size: 9pt }
@top-center { content: "TITLE"; font-size: 9pt; color: #666 } }
@page :first { @top-center { content: none } @bottom-center { content: none } }
.front { break-after: page; padding-top: 30vh; text-align: center }
.front h1 { font-size: 2em }
.chapter { break-before: page }
.chapter:first-of-type { break-before: auto }
h1, h2, h3 { break-after: avoid }
p { orphans: 2; widows: 2 }
figure, pre, table, img { break-inside: avoid; max-width: 100% }
"""


def printed(book: Book, pages: Sequence[str]) -> str:
    """The whole book as HTML. `pages` are the articles' self-contained pages (`single.single`)."""
    styles = "".join(dict.fromkeys(style for page in pages for style in STYLES.findall(page)))
    title = book.title.replace("\\", "").replace('"', "”").replace("<", "").replace("\n", " ")
    chapters = "".join(
        f'<section class="chapter">{_unique_ids(match[1], number)}</section>'
        for number, page in enumerate(pages, 1)
        if (match := BODY.search(page))
    )
    front = f'<div class="front"><h1>{escape(book.title)}</h1><p>{escape("、".join(book.authors))}</p></div>'
    return (
        f'<!doctype html><html lang="{book.library.config.language}"><head><meta charset="utf-8">'
        f"<title>{escape(book.title)}</title>{styles}<style>{PAGED.replace('TITLE', title)}</style></head>"
        f'<body class="article-page">{front if len(pages) > 1 else ""}<main>{chapters}</main></body></html>'
    )


def _unique_ids(html: str, number: int) -> str:
    """Prefix the ids of a chapter, as marks in different articles have the same ids."""

    def put(found: re.Match[str]) -> str:
        name, sign, value = found.groups()
        if name == "href" and not sign:
            return found[0]
        return f' {name}="{sign}c{number}-{value}"'

    return ID.sub(put, html)
