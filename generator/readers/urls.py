"""URLs that an article may contain."""

import re

from generator.core.patterns import late
from generator.readers.tree import escape

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
SCHEMES = frozenset(
    "http https mailto tel ftp ftps sms xmpp irc ircs magnet geo weixin ed2k thunder obsidian vscode zotero".split()
)
WEB = ("https://", "http://")
"""Prefixes of most URLs, for a fast path."""
OUTSIDE = (*WEB, "//")
IMAGE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
"""Not SVG, which can contain scripts."""
HOSTLESS = re.compile(r"https?:(?!//)", re.IGNORECASE)
"""A slash is missing: no browser means by it what its author did."""
INVISIBLE = late("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffd]+")
"""A superset of the characters that browsers remove before they read the scheme of a URL."""
UNSAFE = re.compile(r'[\x00-\x20\x7f"<>\\^`{|}]')
TRACKING = late(
    r"(?<=[?&])(?:utm_\w+|spm|fbclid|gclid|msclkid|mc_[ce]id|chksm|scene|sharer_\w+|share_token|from_source|"
    r"vd_source|spm_id_from|wechat_redirect)(?:=[^&#]*)?(?:&|(?=#|$))"
)


PLAYED = re.compile(r"[^?#]*\.(?:(?P<video>mp4|webm|mov|m4v|ogv)|mp3|m4a|wav|flac|aac)(?:[?#]|\Z)", re.IGNORECASE)


def player_of(url: str) -> str:
    """The element that plays a file, `video` or `audio`, by its suffix; empty for pictures. Editors write films as pictures."""
    found = PLAYED.match(url) if "." in url else None
    return "" if found is None else "video" if found["video"] else "audio"


def is_allowed(url: str) -> bool:
    """Whether a page may contain this URL: no scheme, one of SCHEMES, or a `data:` URL of a picture."""
    if url.startswith(WEB):
        return True
    if url[:6].lower() in ("http:/", "https:") and HOSTLESS.match(url):
        return False
    bare = INVISIBLE.sub("", url)
    scheme = SCHEME.match(bare)
    return scheme is None or scheme[1].lower() in SCHEMES or IMAGE_DATA.match(bare) is not None


def is_outside(url: str) -> bool:
    """Whether a URL has a scheme or a host, so that it leads out of the site."""
    return url.startswith(OUTSIDE) or SCHEME.match(url) is not None


def attribute(url: str) -> str:
    """`url` escaped for an HTML attribute, with illegal characters percent-encoded."""
    return escape(url if UNSAFE.search(url) is None else UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", url))


def without_trackers(url: str) -> str:
    """`url` without tracking parameters."""
    return TRACKING.sub("", url).rstrip("?&") if "?" in url else url
