"""Normalises pages of Word, Zhihu, WeChat and Notion to plain HTML before their article is read.

| module | origin |
|---|---|
| `word` | Word and WPS, "save as web page": titles, lists, footnotes, captions |
| `zhihu` | Zhihu's articles and answers: references, formulas, link cards, topics |
| `wechat` | WeChat's articles: calls to follow, QR codes |
| `notion` | Notion's HTML export: properties, callouts, bookmarks |
| `common` | any origin: code with its language, footnotes, videos |
"""

from collections.abc import Callable

from bs4 import BeautifulSoup

from generator.readers.html.origins import common, notion, wechat, word, zhihu
from generator.readers.html.origins.origin import Origin

Tidy = Callable[[BeautifulSoup, Origin], None]
ORIGINS: tuple[tuple[str, tuple[str, ...], Tidy], ...] = (
    ("Word", ("Word.Document", "mso-", "MsoNormal", "docx-article"), word.tidy),
    ("知乎", ("zhihu.com", "RichText ztext"), zhihu.tidy),
    ("微信", ("js_content", "rich_media_content"), wechat.tidy),
    ("Notion", ('class="page sans"', 'class="page serif"', 'class="page mono"', "page-body"), notion.tidy),
)
"""Name of an origin, strings in its pages, and its function; the first that matches is used."""


def tidy(tree: BeautifulSoup, text: str) -> Origin:
    """Normalises `tree`, the page in `text`, in place; returns what was found and what was removed."""
    origin = Origin(text)
    common.about(tree, origin)
    own = next((each for _, signs, each in ORIGINS if any(sign in text for sign in signs)), None)
    if own:
        own(tree, origin)
    common.tidy(tree, origin)
    return origin
