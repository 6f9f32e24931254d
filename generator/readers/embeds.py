"""`<iframe>`, `<video>`, `<audio>` and the like in authors' HTML → what a page may have.

Films and sounds of the site's own play. A frame of a known host becomes a link that a script turns into the frame on
a click; all else becomes a plain link, and is told.
"""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urlsplit

from generator.readers import loss
from generator.readers.addresses import Addresses
from generator.readers.loss import Loss
from generator.readers.tree import escape
from generator.readers.urls import is_allowed, is_outside

HOSTS = frozenset(
    (
        "player.bilibili.com",
        "www.bilibili.com",
        "www.youtube.com",
        "www.youtube-nocookie.com",
        "player.vimeo.com",
        "music.163.com",
        "v.qq.com",
        "player.youku.com",
        "i.y.qq.com",
        "open.spotify.com",
        "codepen.io",
        "codesandbox.io",
        "stackblitz.com",
        "jsfiddle.net",
        "www.google.com",
        "www.xiaohongshu.com",
        "www.ixigua.com",
        "www.slideshare.net",
        "embed.music.apple.com",
    )
)
"""Hosts whose frames are opened on a click."""
NAMES = ("iframe", "video", "audio", "embed", "object", "svg", "canvas", "math")
OPENING = re.compile(rf"<({'|'.join(NAMES)})\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
TEX = re.compile(r"<annotation\b[^>]*\bx-tex[^>]*>(.*?)</annotation", re.IGNORECASE | re.DOTALL)
SOURCE = re.compile(r"<source\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
TRACK = re.compile(r"<track\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
VOID = ("embed",)
LOW = 200
"""Pixels: a frame no higher than this is a player of sound, a bar."""


def replaced(html: str, addresses: Addresses, line: int) -> str:
    """`html`, which begins on source line `line`, with links or players in place of what is embedded."""
    if "<!--" in html:
        html = _closed(html, addresses, line)
    if OPENING.search(html) is None:
        return html
    lower = html.lower()
    last = {name: lower.rfind(f"</{name}") for name in NAMES}
    made: list[str] = []
    at = 0
    while (found := OPENING.search(html, at)) is not None:
        name = found[1].lower()
        made.append(html[at : found.start()])
        end = inner_end = found.end()
        if name not in VOID and last[name] >= end and not (name == "svg" and found[2].endswith("/")):
            inner_end = lower.find(f"</{name}", end)
            end = html.find(">", inner_end) + 1 or len(html)
        number = line + html.count("\n", 0, found.start())
        made.append(_one(name, found[2], html[found.end() : inner_end], addresses, number))
        at = end
    return "".join([*made, html[at:]])


def _closed(html: str, addresses: Addresses, line: int) -> str:
    """`html` without a comment that nothing ends; what it hides is told."""
    start = unclosed(html)
    if start < 0:
        return html
    if lost := hidden(html, start, line):
        addresses.drop(lost)
    return html[:start]


def unclosed(html: str) -> int:
    """Where a comment begins that nothing ends; -1 where there is none."""
    return html.find("<!--", html.rfind("-->") + 1)


def hidden(html: str, start: int, line: int) -> Loss | None:
    """What is hidden by the comment that begins at `start` of `html`, which begins on `line`."""
    text = unescape(TAG.sub(" ", html[start + 4 :]))
    return loss.comment(line + html.count("\n", 0, start), text) if text.strip() else None


def _formula(attributes: Mapping[str, str], inner: str, addresses: Addresses, line: int) -> str:
    """MathML of others: its TeX where it has it, else its letters."""
    tex = TEX.search(inner)
    said = unescape(tex[1]) if tex else attributes.get("alttext") or unescape(TAG.sub(" ", inner))
    said = " ".join(said.split())
    if said:
        addresses.drop(loss.formula(line, said))
    return f"<code>{escape(said)}</code>" if said else ""


def _tracks(inner: str) -> str:
    """The subtitles of a film that are files of the site's own."""
    made = []
    for found in TRACK.finditer(inner):
        values = {
            key.lower(): unescape(double or single or bare) for key, double, single, bare in ATTRIBUTE.findall(found[1])
        }
        if values.get("src") and is_allowed(values["src"]) and not is_outside(values["src"]):
            said = "".join(f' {key}="{escape(values[key])}"' for key in ("kind", "srclang", "label") if values.get(key))
            made.append(f'<track src="{escape(values["src"])}"{said}{" default" if "default" in values else ""}>')
    return "".join(made)


def _number(length: str) -> str:
    """The pixels of a `height`; 0 where it says something else."""
    bare = length.strip().removesuffix("px")
    return bare if bare.isdecimal() and len(bare) < 6 else "0"


def _one(name: str, attributes: str, inner: str, addresses: Addresses, line: int) -> str:
    values = {
        key.lower(): unescape(double or single or bare) for key, double, single, bare in ATTRIBUTE.findall(attributes)
    }
    if name == "math":
        return _formula(values, inner, addresses, line)
    source = SOURCE.search(inner)
    url = (
        values.get("src") or values.get("data-src") or values.get("data") or (unescape(source[1]) if source else "")
    ).strip()
    if name in ("svg", "canvas") or not url or not is_allowed(url):
        addresses.drop(loss.element(line, name, unescape(TAG.sub(" ", inner)) or url))
        return ""
    if name in ("video", "audio") and not is_outside(url):
        size = "".join(f' {key}="{values[key]}"' for key in ("width", "height") if values.get(key, "").isdecimal())
        flags = "".join(f" {key}" for key in ("loop", "muted") if key in values)
        still = f' poster="{escape(values["poster"])}"' if name == "video" and values.get("poster") else ""
        return f'<{name} src="{escape(url)}" controls preload="metadata"{size}{still}{flags}>{_tracks(inner)}</{name}>'
    full = f"https:{url}" if url.startswith("//") else url
    host = urlsplit(full).hostname or ""
    if name in ("iframe", "embed") and (host in HOSTS or host in addresses.hosts) and full.startswith("http"):
        full = full.replace("http://", "https://", 1)
        low = " low" if 0 < int(_number(values.get("height", ""))) <= LOW else ""
        return f'<a class="embed{low}" href="{escape(full)}">{escape(values.get("title") or f"▶ {host}")}</a>'
    addresses.drop(loss.linked(line, name, url))
    return f'<a href="{escape(full)}">{escape(values.get("title") or url)}</a>'
