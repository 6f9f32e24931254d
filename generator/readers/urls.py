"""Addresses that an article may have in it."""

import re

from generator.readers.tree import escape

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
SCHEMES = frozenset(
    (
        "http",
        "https",
        "mailto",
        "tel",
        "ftp",
        "ftps",
        "sms",
        "xmpp",
        "irc",
        "ircs",
        "magnet",
        "geo",
        "weixin",
        "ed2k",
        "thunder",
        "obsidian",
        "vscode",
        "zotero",
    )
)
WEB = ("https://", "http://")
"""With what most addresses begin; those need not be looked at more closely."""
OUTSIDE = (*WEB, "//")
IMAGE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
"""Not SVG: it can hold script, though a browser runs none of an image's."""
INVISIBLE = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffd]+")
"""What browsers drop from an address or from its beginning before they read its scheme, and more."""
UNSAFE = re.compile(r'[\x00-\x20\x7f"<>\\^`{|}]')
TRACKING = re.compile(
    r"(?<=[?&])(?:utm_\w+|spm|fbclid|gclid|msclkid|mc_[ce]id|chksm|scene|sharer_\w+|share_token|from_source|"
    r"vd_source|spm_id_from|wechat_redirect)(?:=[^&#]*)?(?:&|(?=#|$))"
)


def is_allowed(url: str) -> bool:
    """Whether a page may have this link or image: no scheme, one of SCHEMES, or a picture in a `data:` address."""
    if url.startswith(WEB):
        return True
    bare = INVISIBLE.sub("", url)
    scheme = SCHEME.match(bare)
    return scheme is None or scheme[1].lower() in SCHEMES or IMAGE_DATA.match(bare) is not None


def is_outside(url: str) -> bool:
    """Whether an address is left as it stands: it has a scheme or a host."""
    return url.startswith(OUTSIDE) or SCHEME.match(url) is not None


def attribute(url: str) -> str:
    """`url` as the value of an HTML attribute; what no address may contain is percent-encoded."""
    return escape(url if UNSAFE.search(url) is None else UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", url))


def without_trackers(url: str) -> str:
    """`url` without the parameters that only tell who came from where."""
    return TRACKING.sub("", url).rstrip("?&") if "?" in url else url
