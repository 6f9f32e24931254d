"""Converts a file of the site into the edition's, according to its page kind."""

import re
from collections.abc import Mapping
from html import escape, unescape
from uuid import NAMESPACE_URL, uuid5

import msgspec

from generator.core.editions import locale_of
from generator.site.editions import html
from generator.site.editions.addresses import edition_url
from generator.site.editions.edition import Edition
from generator.site.webannotation import mark_positions, selectors

ADDRESS_KEYS = frozenset(("@context", "@id", "contentUrl", "id", "image", "item", "sameAs", "source", "url"))
"""JSON-LD keys whose values are addresses."""
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(:)?')
FOLDING = '"same":'
"""Stands before the search's table of folded characters, which is not converted."""
FEED_TEXT = re.compile(r"(<(title|subtitle|name|summary|content)\b[^>]*>)(.*?)(</\2>)", re.DOTALL)
FEED_ID = re.compile(r"<id>([^<]*)</id>")
FEED_ADDRESS = re.compile(r'(<link [^>]*?href=")([^"]*)(")')
FEED_TERM = re.compile(r'(<category term=")([^"]*)(")')


def file(data: bytes, url: str, kind: str, edition: Edition, context: Mapping[str, object]) -> bytes:
    """The edition's file for the site's page at `url`, which has the bytes `data`."""
    source = data.decode("utf-8", "replace")
    if kind == "annotations":
        return _annotations(source, url, edition, str(context["body"])).encode()
    if url.endswith(".html"):
        return _page(source, url, edition).encode()
    if kind == "feed" and url.endswith(".json"):
        return _json_feed(source, url, edition).encode()
    if url.endswith(".xml"):
        return _feed(source, url, edition).encode()
    if url.endswith(".js"):
        return _script(source, url, edition).encode()
    return data


def _page(source: str, url: str, edition: Edition) -> str:
    locale = '<meta property="og:locale" content="{}">'
    source = source.replace(locale.format(locale_of(edition.main)), locale.format(locale_of(edition.tag)), 1)
    made = html.page(source, url, edition, lambda text: _json(text, url, edition))
    edition.latest = url, made
    return made.whole()


def _html(source: str, url: str, edition: Edition) -> str:
    """A piece of HTML of the page at `url`, or of its item in a feed."""
    return html.page(source, url, edition, lambda text: _json(text, url, edition)).whole()


# ---------------------------------------------------------------- structured data


def _json(source: str, url: str, edition: Edition) -> str:
    """JSON text, converted; unchanged if it is not valid."""
    try:
        value = msgspec.json.decode(source)
    except msgspec.DecodeError:
        return source
    made = msgspec.json.encode(_value(value, "", url, edition)).decode()
    return made.replace("<", "\\u003c")


def _value(value: object, key: str, url: str, edition: Edition) -> object:
    if isinstance(value, str):
        if key in ADDRESS_KEYS:
            return edition.address(value) if value.startswith("http") else edition_url(value, url, edition)
        if value.isascii() or key.startswith("@"):
            return edition.tag if key == "inLanguage" and value == edition.main else value
        return edition.text(value)
    if isinstance(value, dict):
        return {name: _value(one, name, url, edition) for name, one in value.items()}
    if isinstance(value, list):
        return [_value(one, key, url, edition) for one in value]
    return value


def _annotations(source: str, url: str, edition: Edition, body: str) -> str:
    """The annotations of an article, with the words and offsets of the edition's text."""
    page = msgspec.json.decode(source)
    article = url.replace(".annotations.jsonld", ".html")
    known = edition.latest[1].part(body) if edition.latest and edition.latest[0] == article else None
    text, found = mark_positions(known or _html(body, article, edition))
    page["id"] = edition_url(page["id"], url, edition)
    for item, spot in zip(page["items"], found, strict=True):
        target = item["target"]
        target["source"] = edition_url(target["source"], url, edition)
        target["selector"] = selectors(text, spot)
        item["id"] = f"{target['source']}#{spot.anchor}"
        item["body"] = _value(item["body"], "", url, edition)
    return msgspec.json.encode(page).decode()


# ---------------------------------------------------------------- scripts and feeds


def _script(source: str, url: str, edition: Edition) -> str:
    """Previews and search data: every string of the script is text or HTML, except keys and addresses."""

    def put(found: re.Match[str]) -> str:
        if found[2] or found.string.endswith(FOLDING, 0, found.start()):
            return found[0]
        value = msgspec.json.decode(f'"{found[1]}"', type=str)
        if value.isascii() or value.endswith(".html"):
            return found[0]
        made = _html(value, url, edition) if "<" in value else edition.text(value)
        return msgspec.json.encode(made).decode()

    return STRING.sub(put, source)


def _feed(source: str, url: str, edition: Edition) -> str:
    """Atom: texts, HTML, addresses, and also ids, as different texts must not share an id."""

    def put(found: re.Match[str]) -> str:
        opening, name, text, closing = found.groups()
        if name == "content":
            return opening + escape(_html(unescape(text), url, edition)) + closing
        return opening + escape(edition.text(unescape(text)), quote=False) + closing

    def named(found: re.Match[str]) -> str:
        return f"<id>{escape(_feed_id(unescape(found[1]), url, edition))}</id>"

    source = FEED_TEXT.sub(put, source)
    source = FEED_ID.sub(named, source)
    source = FEED_ADDRESS.sub(
        lambda found: found[1] + escape(edition_url(unescape(found[2]), url, edition)) + found[3], source
    )
    source = FEED_TERM.sub(lambda found: found[1] + escape(edition.text(unescape(found[2]))) + found[3], source)
    return source.replace(f' xml:lang="{edition.main}"', f' xml:lang="{edition.tag}"', 1)


def _feed_id(old: str, url: str, edition: Edition) -> str:
    if old.startswith("urn:uuid:"):
        return f"urn:uuid:{uuid5(NAMESPACE_URL, edition.folder + old)}"
    return edition_url(old, url, edition) if old != edition.base else old + edition.folder


def _json_feed(source: str, url: str, edition: Edition) -> str:
    """JSON Feed, likewise."""
    feed = msgspec.json.decode(source)
    items = [
        {
            **{key: _feed_value(value, key, url, edition) for key, value in item.items()},
            "id": _feed_id(item["id"], url, edition),
            "content_html": _html(item["content_html"], url, edition),
        }
        for item in feed.pop("items")
    ]
    made = {key: _feed_value(value, key, url, edition) for key, value in feed.items()}
    return msgspec.json.encode({**made, "items": items}).decode()


def _feed_value(value: object, key: str, url: str, edition: Edition) -> object:
    if key == "language":
        return edition.tag
    if key in ("home_page_url", "feed_url"):
        key = "url"
    return _value(value, key, url, edition)
