"""Articles as one HTML page to be printed as a book: each begins on a new page, with page numbers at the foot."""

import re
from collections.abc import Sequence
from html import escape

from generator.site.books.book import Book

BODY = re.compile(r'<main id="main"[^>]*>(.*)</main>', re.DOTALL)
STYLES = re.compile(r"<style>.*?</style>", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
"""Neither text nor attributes of pages have `<` or `>`."""
ID = re.compile(r'\s(id|href|aria-labelledby|for)="(#?)([^"]+)"')
PAGED = """
@page { size: A5; margin: 20mm 16mm 18mm; @bottom-center { content: counter(page); font-size: 9pt }
@top-center { content: "TITLE"; font-size: 9pt; color: #666 } }
@page :first { @top-center { content: none } @bottom-center { content: none } }
:root, body { background: #fff }
.front { break-after: page; padding-top: 30vh; text-align: center }
.front h1 { font-size: 2em }
.book-contents { break-after: page; line-height: 1.9 }
.book-contents ol { list-style: none; padding: 0 }
.book-contents ol ol { padding-inline-start: 1.5em }
.book-contents a { color: inherit; text-decoration: none }
.book-contents a::after { content: leader(". ") target-counter(attr(href url), page) }
.chapter { break-before: page }
.chapter:first-of-type { break-before: auto }
h1, h2, h3 { break-after: avoid }
p { orphans: 2; widows: 2 }
figure, pre, table, img { break-inside: avoid; max-width: 100% }
"""


def printed(book: Book, pages: Sequence[str], contents: str) -> str:
    """The whole book as HTML. `pages` are the articles' self-contained pages (`single.single`), `contents` is the title of
    the list of them.
    """
    styles = "".join(dict.fromkeys(style for page in pages for style in STYLES.findall(page)))
    title = book.title.replace("\\", "").replace('"', "”").replace("<", "").replace("\n", " ")
    chapters = "".join(
        f'<section class="chapter" id="c{number}">{_unique_ids(match[1], number)}</section>'
        for number, page in enumerate(pages, 1)
        if (match := BODY.search(page))
    )
    front = f'<div class="front"><h1>{escape(book.title)}</h1><p>{escape("、".join(book.authors))}</p></div>'
    return (
        f'<!doctype html><html lang="{book.library.config.language}"><head><meta charset="utf-8">'
        f"<title>{escape(book.title)}</title>{styles}<style>{PAGED.replace('TITLE', title)}</style></head>"
        f'<body class="article-page">{front + _contents(book, contents) if len(pages) > 1 else ""}<main>{chapters}</main></body></html>'
    )


def _contents(book: Book, title: str) -> str:
    """The book's contents as links: each article with its first level of headings. Page numbers stand behind them where
    the engine knows `target-counter`.
    """
    items = []
    for number, article in enumerate(book.articles, 1):
        level = min((heading.level for heading in article.headings), default=0)
        inner = "".join(
            f'<li><a href="#c{number}-{escape(heading.id)}">{escape(heading.text)}</a></li>'
            for heading in article.headings
            if heading.level == level and heading.text
        )
        items.append(
            f'<li><a href="#c{number}">{escape(article.meta.title)}</a>{f"<ol>{inner}</ol>" if inner else ""}</li>'
        )
    return f'<nav class="book-contents"><h2>{escape(title)}</h2><ol>{"".join(items)}</ol></nav>'


def _unique_ids(html: str, number: int) -> str:
    """Prefix the ids of a chapter, as marks in different articles have the same ids."""

    def put(found: re.Match[str]) -> str:
        name, sign, value = found.groups()
        if name == "href" and not sign:
            return found[0]
        return f' {name}="{sign}c{number}-{value}"'

    return TAG.sub(lambda tag: ID.sub(put, tag[0]), html)
