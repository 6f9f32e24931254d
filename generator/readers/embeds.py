"""`<iframe>`, `<video>`, `<audio>` and the like in the author's HTML → what a page may contain.

Video and audio files of the site get a player. A frame of a known host becomes a link, which a script replaces with
the frame on a click. Everything else becomes a plain link, with a warning.
"""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urlsplit

from generator.core.markup import text_of
from generator.readers import loss
from generator.readers.addresses import Addresses
from generator.readers.elements import EMBEDDED
from generator.readers.loss import Loss
from generator.readers.tree import escape
from generator.readers.urls import is_allowed, is_outside

HOSTS = frozenset(
    """
    player.bilibili.com www.bilibili.com www.youtube.com www.youtube-nocookie.com player.vimeo.com music.163.com v.qq.com
    player.youku.com i.y.qq.com open.spotify.com codepen.io codesandbox.io stackblitz.com jsfiddle.net www.google.com
    www.xiaohongshu.com www.ixigua.com www.slideshare.net embed.music.apple.com
    """.split()
)
"""Hosts whose frames open on a click."""
OPENING = re.compile(rf"<({'|'.join(EMBEDDED)})\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
TEX = re.compile(r"<annotation\b[^>]*\bx-tex[^>]*>(.*?)</annotation", re.IGNORECASE | re.DOTALL)
SOURCE = re.compile(r"<source\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
TRACK = re.compile(r"<track\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
MAX_BAR_HEIGHT = 200
"""Pixels. A frame up to this height is an audio player."""


def replace_embeds(html: str, addresses: Addresses, line: int) -> str:
    """`html`, which begins on source line `line`, with embedded content replaced by links or players."""
    if "<!--" in html:
        html = _without_unclosed_comment(html, addresses, line)
    if OPENING.search(html) is None:
        return html
    lower = html.lower()
    last = {name: lower.rfind(f"</{name}") for name in EMBEDDED}
    made: list[str] = []
    at = 0
    while (found := OPENING.search(html, at)) is not None:
        name = found[1].lower()
        made.append(html[at : found.start()])
        end = inner_end = found.end()
        if name != "embed" and last[name] >= end and not (name == "svg" and found[2].endswith("/")):
            inner_end = lower.find(f"</{name}", end)
            end = html.find(">", inner_end) + 1 or len(html)
        number = line + html.count("\n", 0, found.start())
        made.append(_one(name, found[2], html[found.end() : inner_end], addresses, number))
        at = end
    return "".join([*made, html[at:]])


def _without_unclosed_comment(html: str, addresses: Addresses, line: int) -> str:
    """`html` up to a comment that is not closed. What the comment hides is reported."""
    start = unclosed(html)
    if start < 0:
        return html
    if lost := hidden(html, start, line):
        addresses.drop(lost)
    return html[:start]


def unclosed(html: str) -> int:
    """The offset of a comment that is not closed; -1 if there is none."""
    return html.find("<!--", html.rfind("-->") + 1)


def hidden(html: str, start: int, line: int) -> Loss | None:
    """The HTML hidden in the comment at offset `start` of `html`; `html` begins on source line `line`."""
    text = text_of(html[start + 4 :], " ")
    return loss.comment(line + html.count("\n", 0, start), text) if text.strip() else None


def _formula(attributes: Mapping[str, str], inner: str, addresses: Addresses, line: int) -> str:
    """MathML as code: its TeX if it has any, otherwise its text."""
    tex = TEX.search(inner)
    said = unescape(tex[1]) if tex else attributes.get("alttext") or text_of(inner, " ")
    said = " ".join(said.split())
    if said:
        addresses.drop(loss.formula(line, said))
    return f"<code>{escape(said)}</code>" if said else ""


def _tracks(inner: str) -> str:
    """The subtitle tracks of a video that are files of the site."""
    made = []
    for found in TRACK.finditer(inner):
        values = _values(found[1])
        if values.get("src") and is_allowed(values["src"]) and not is_outside(values["src"]):
            said = "".join(f' {key}="{escape(values[key])}"' for key in ("kind", "srclang", "label") if values.get(key))
            made.append(f'<track src="{escape(values["src"])}"{said}{" default" if "default" in values else ""}>')
    return "".join(made)


def _values(attributes: str) -> dict[str, str]:
    """The attributes of a tag by name, in lower case."""
    found = ATTRIBUTE.findall(attributes)
    return {key.lower(): unescape(double or single or bare) for key, double, single, bare in found}


def _number(length: str) -> str:
    """The pixels of a `height`; 0 for other units."""
    bare = length.strip().removesuffix("px")
    return bare if bare.isdecimal() and len(bare) < 6 else "0"


def _one(name: str, attributes: str, inner: str, addresses: Addresses, line: int) -> str:
    values = _values(attributes)
    if name == "math":
        return _formula(values, inner, addresses, line)
    source = SOURCE.search(inner)
    url = (
        values.get("src") or values.get("data-src") or values.get("data") or (unescape(source[1]) if source else "")
    ).strip()
    if name in ("svg", "canvas") or not url or not is_allowed(url):
        addresses.drop(loss.element(line, name, text_of(inner, " ") or url))
        return ""
    if name in ("video", "audio") and not is_outside(url):
        return _player(name, url, values, inner)
    full = f"https:{url}" if url.startswith("//") else url
    host = urlsplit(full).hostname or ""
    if name in ("iframe", "embed") and (host in HOSTS or host in addresses.hosts) and full.startswith("http"):
        full = full.replace("http://", "https://", 1)
        low = " low" if 0 < int(_number(values.get("height", ""))) <= MAX_BAR_HEIGHT else ""
        return f'<a class="embed{low}" href="{escape(full)}">{escape(values.get("title") or f"▶ {host}")}</a>'
    addresses.drop(loss.linked(line, name, url))
    return f'<a href="{escape(full)}">{escape(values.get("title") or url)}</a>'


def _player(name: str, url: str, values: Mapping[str, str], inner: str) -> str:
    """A film or sound of the site itself, played in the page."""
    size = "".join(f' {key}="{values[key]}"' for key in ("width", "height") if values.get(key, "").isdecimal())
    flags = "".join(f" {key}" for key in ("loop", "muted") if key in values)
    flags += f' title="{escape(values["title"])}"' if values.get("title") else ""
    still = f' poster="{escape(values["poster"])}"' if name == "video" and values.get("poster") else ""
    return f'<{name} src="{escape(url)}" controls preload="metadata"{size}{still}{flags}>{_tracks(inner)}</{name}>'
