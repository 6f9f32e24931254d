"""An article's page as one self-contained file, with styles, scripts and pictures inlined.

The patterns are safe on the pages of `theme`, where text has no `<` and attributes neither `<`, `>` nor `"`.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape, unescape
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from generator.core.picture_types import TYPES
from generator.core.urls import OUTSIDE, link

STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
SCRIPT = re.compile(r'<script src="([^"]+)"([^>]*)></script>')
PICTURE = re.compile(r'<img\b[^>]*?\ssrc="([^"]+)"[^>]*>')
ALT = re.compile(r'\salt="([^"]*)"')
SRCSET = re.compile(r'(<img\b[^>]*?)\ssrcset="[^"]*"')
LINK = re.compile(r'(<a\b[^>]*?)\s(href)="([^"]*)"([^>]*)>')
OF_LINKS = re.compile(r'\s(?:rel|hreflang|target|aria-label)="[^"]*"')
"""Attributes that an `<a>` without an address may not have."""
HEAD = re.compile(r'<link rel="(?:icon|alternate)"[^>]*>\n?')
POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*(">)')
ELSEWHERE = re.compile(
    r'<script (?:class="statistics"|type="module") [^>]*></script>\n?|'
    r'<section class="comments"(?=[^>]* data-pagefind-ignore).*?</section>\n?',
    re.DOTALL,
)
"""Parts that work only on the site's own pages: statistics and comments. No author's element has such an attribute."""
LATER = re.compile(r"src\.replace\('reader\.js',\s*([^)]+)\)")
"""Matches the names of files that reader.js loads later."""
ALLOWED = "default-src 'none'; style-src 'unsafe-inline' data:; script-src 'unsafe-inline' data:; img-src data:; base-uri 'none'; form-action 'none'"
Read = Callable[[str], bytes | None]
"""Output path of a picture → its bytes, or None."""


def single(html: str, url: str, assets: Mapping[str, bytes], read: Read, base: str) -> bytes:
    """The page at `url` in one file. Links into the site lead to `base`, or become plain text if that is empty."""

    def at(address: str) -> str:
        return normpath(join(dirname(url), unquote(unescape(address).partition("#")[0].partition("?")[0])))

    def style(found: re.Match[str]) -> str:
        return f"<style>{assets.get(at(found[1]), b'').decode()}</style>"

    def script(found: re.Match[str]) -> str:
        data = assets.get(at(found[1]), b"").decode()
        text = LATER.sub(lambda late: f"{_later(assets)}[{late[1]}]", data)
        if "defer" in found[2]:
            text = f"document.addEventListener('DOMContentLoaded',()=>{{{text}}})"
        safe = text.replace("</script", "<\\/script")
        return f"<script>{safe}</script>" if text else ""

    def picture(found: re.Match[str]) -> str:
        tag, source = found[0], found[1]
        if OUTSIDE.match(source):  # it would be loaded from another host
            alt = ALT.search(tag)
            return (
                tag if source.startswith("data:") else f'<a href="{source}">{alt[1] if alt and alt[1] else source}</a>'
            )
        data, kind = read(at(source)), TYPES.get(PurePosixPath(at(source)).suffix.lower(), "")
        if data is None or not kind:
            return tag
        start, end = found.start(1) - found.start(), found.end(1) - found.start()
        return f"{tag[:start]}{_data(kind, data)}{tag[end:]}"

    def anchor(found: re.Match[str]) -> str:
        address = unescape(found[3])
        if not address or OUTSIDE.match(address):
            return found[0]
        mark, fragment = address.partition("#")[1:]
        if at(address) == url and mark:
            return f'{found[1]} href="#{escape(fragment)}"{found[4]}>'
        if not base:
            return OF_LINKS.sub("", f"{found[1]}{found[4]}>")
        return f'{found[1]} href="{escape(link(base, at(address)) + mark + fragment)}"{found[4]}>'

    html = POLICY.sub(lambda found: found[1] + ALLOWED + found[2], HEAD.sub("", ELSEWHERE.sub("", html)))
    html = LINK.sub(anchor, html)
    html = PICTURE.sub(picture, SRCSET.sub(r"\1", html))
    return SCRIPT.sub(script, STYLE.sub(style, html)).encode()


def _later(assets: Mapping[str, bytes]) -> str:
    """The files that reader.js loads later, as a JavaScript object: name → data URL."""
    kinds = {"preview.css": "text/css", "preview.js": "text/javascript", "previews.js": "text/javascript"}
    found = (
        f"'{name}':'{_data(kind, assets[path])}'"
        for name, kind in kinds.items()
        if (path := f"assets/{name}") in assets
    )
    return "({" + ",".join(found) + "})"


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"
