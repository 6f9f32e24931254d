"""Finds the article in a saved web page, and what the page says about it."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup, Tag
from msgspec import Struct

from generator.core.tables import words
from generator.readers.dates import CHINA, date_in, date_of

SELECTORS = words("selectors.txt")
WECHAT_TIME = re.compile(r"""(?:\bct|publish_time|createTime)\s*[=:]\s*["'](\d{4}-[\d :-]+|\d{10})["']""")
SITE_NAME = re.compile(r"\s*(?:[|_｜丨]|\s[-–—]\s|\s·\s)\s*")
MIN_BODY = 80
"""Minimum length, in characters, of a body found by its selector."""


class Extract(Struct, frozen=True):
    """The article of a page."""

    title: str
    author: str
    date: datetime | None
    description: str
    body: Tag


def find(soup: BeautifulSoup, *, fragment: bool) -> Extract:
    """The article in a page. A fragment of HTML is an article as a whole."""
    about = _metas(soup)
    ld = _linked_data(soup)
    title = "" if fragment else _title(soup, about, ld)
    return Extract(
        title=_bare(title),
        author=_bare(_author(soup, about, ld)),
        date=_date(soup, about, ld),
        description=_bare(about.get("og:description") or about.get("description", "")),
        body=soup if fragment else _body(soup),
    )


def _body(soup: BeautifulSoup) -> Tag:
    for selector in SELECTORS["body"]:
        for tag in soup.select(selector):
            if _length(tag) >= MIN_BODY:
                return tag
    for name in ("article", "main"):
        longest = max(soup.find_all(name), key=_length, default=None)
        if isinstance(longest, Tag) and _length(longest) >= MIN_BODY:
            return longest
    if soup.body and soup.select_one('[style*="mso-element"]'):
        return soup.body  # Word, which puts notes behind its sections
    return _densest(soup) or soup.body or soup


def outside(body: Tag) -> Iterable[Tag]:
    """The elements of the page around its article `body`, outermost last."""
    while body.parent is not None and body.name != "body":
        yield from [tag for tag in body.parent.find_all(recursive=False) if tag is not body]
        body = body.parent


def _densest(soup: BeautifulSoup) -> Tag | None:
    """The element with most text, except links, in its paragraphs; those of its children count half."""
    scores: dict[int, tuple[float, Tag]] = {}
    for paragraph in soup.find_all(("p", "pre", "blockquote", "h2", "h3")):
        text = len(paragraph.get_text(strip=True)) - sum(
            len(link.get_text(strip=True)) for link in paragraph.find_all("a")
        )
        for share, holder in zip((1.0, 0.5), paragraph.parents, strict=False):
            if holder.name in ("html", "[document]"):
                break
            scores[id(holder)] = (scores.get(id(holder), (0.0, holder))[0] + share * max(text, 0), holder)
    return max(scores.values(), key=lambda scored: scored[0])[1] if scores else None


def _length(tag: Tag) -> int:
    return sum(len(text.strip()) for text in tag.strings)


def _metas(soup: BeautifulSoup) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        found.setdefault(name, str(tag["content"]))
    return found


def _linked_data(soup: BeautifulSoup) -> Mapping[str, Any]:
    """The schema.org JSON-LD object of the article."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.string or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if "headline" in item or "datePublished" in item:
                return item
    return {}


def _items(data: object) -> Iterable[Mapping[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            yield from (inner for inner in item.get("@graph") or () if isinstance(inner, dict))


def _title(soup: BeautifulSoup, about: Mapping[str, str], ld: Mapping[str, Any]) -> str:
    said = (
        _first_text(soup, SELECTORS["title"][:1])
        or about.get("og:title")
        or about.get("twitter:title")
        or str(ld.get("headline") or "")
    )
    if said:
        return said
    whole = soup.title.get_text() if soup.title else ""
    return _first_text(soup, SELECTORS["title"][1:]) or SITE_NAME.split(whole.strip())[0]


def _author(soup: BeautifulSoup, about: Mapping[str, str], ld: Mapping[str, Any]) -> str:
    author = ld.get("author")
    author = author[0] if isinstance(author, list) and author else author
    named = author.get("name") if isinstance(author, dict) else author
    said = (
        about.get("author")
        or about.get("article:author")
        or (named if isinstance(named, str) else "")
        or _first_text(soup, SELECTORS["author"])
    )
    return "" if said.startswith("http") or len(said) > 40 else said


def _date(soup: BeautifulSoup, about: Mapping[str, str], ld: Mapping[str, Any]) -> datetime | None:
    said = [about.get(name, "") for name in SELECTORS["date names"]]
    said.append(str(ld.get("datePublished") or ""))
    tags = [tag for selector in SELECTORS["date"] if (tag := soup.select_one(selector)) is not None]
    said += [str(tag.get("datetime") or tag.get("content") or tag.get_text()) for tag in tags]
    for text in said:
        if text and (date := date_of(text) or date_in(text)):
            return date
    return _wechat_date(soup)


def _wechat_date(soup: BeautifulSoup) -> datetime | None:
    """The publication time in a script of WeChat, as a date or in seconds since the epoch."""
    for script in soup.find_all("script"):
        if found := WECHAT_TIME.search(script.string or ""):
            return datetime.fromtimestamp(int(found[1]), CHINA) if found[1].isdigit() else date_in(found[1])
    return None


def _first_text(soup: BeautifulSoup, selectors: Iterable[str]) -> str:
    for selector in selectors:
        for tag in soup.select(selector):
            if said := tag.get_text(" ", strip=True) or str(tag.get("content") or ""):
                return said
    return ""


def _bare(text: str) -> str:
    return " ".join(text.split())
