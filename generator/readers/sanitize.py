"""HTML of unknown hands → HTML that can do nothing. The home of nh3."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape

import nh3

from generator.readers import urls

INLINE = frozenset(("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "rp", "rt",
                    "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "big", "strike"))
BLOCK = frozenset(("address", "article", "aside", "blockquote", "caption", "center", "col", "colgroup", "dd", "details", "div", "dl", "dt",
                   "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "picture",
                   "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"))
DROPPED = frozenset(("script", "style", "noscript", "iframe", "object", "embed", "template", "textarea", "title", "head", "svg", "math",
                     "select", "option", "button", "form", "audio", "video", "canvas", "noembed", "noframes", "xmp", "plaintext", "frameset"))
"""Left out with all that they hold."""
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "role", "tabindex"},
    "a": {"href"}, "abbr": {"title"}, "blockquote": {"cite"}, "q": {"cite"}, "del": {"datetime"}, "ins": {"datetime"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"}, "ol": {"start", "reversed", "type"}, "li": {"value"},
    "td": {"colspan", "rowspan", "headers"}, "th": {"colspan", "rowspan", "scope", "headers"}, "col": {"span"}, "colgroup": {"span"},
    "time": {"datetime"}, "details": {"open"},
}
LINKED = re.compile(r'<(?P<tag>a|img)(?P<rest>(?: [\w-]+(?:="[^"]*")?)*)>')
ADDRESS = re.compile(r' (href|src)="([^"]*)"')
ALT = re.compile(r' alt="([^"]*)"')

ToPlace = Callable[[str, str, str], str | None]
"""(tag, address, alt) → what stands in its place, None where the address is not allowed."""


def sanitize(html: str, place: ToPlace) -> str:
    """`html` with well-formed markup, harmless elements and attributes only, and each address as `place` gives it."""
    clean = _cleaner().clean(html)
    return LINKED.sub(lambda found: _linked(found["tag"], found["rest"], place), clean) if "<a" in clean or "<img" in clean else clean


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags=set(INLINE | BLOCK), clean_content_tags=set(DROPPED), attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
                       link_rel=None, url_schemes=set(urls.SCHEMES) | {"data"})


def _linked(tag: str, rest: str, place: ToPlace) -> str:
    """A link or image with its address put in place. Attributes come from nh3: quoted and escaped."""
    found, alt = ADDRESS.search(rest), ALT.search(rest)
    address = place(tag, unescape(found[2]), unescape(alt[1]) if alt else "") if found else None
    others = ADDRESS.sub("", rest)
    if tag == "a":
        return f"<a{_href(address)}{others}>" if address is not None else f"<a{others}>"
    if address is None:
        return ""
    lazy = "" if " loading=" in others else ' loading="lazy" decoding="async"'
    described = others if alt else others + ' alt=""'
    return f'<img src="{address}"{described}{lazy}>'


def _href(address: str) -> str:
    outside = address.startswith(("http:", "https:", "//", "ftp"))
    return f' href="{address}"' + (' rel="noopener"' if outside else "")
