"""Editions of a site: language tags of Chinese, their scripts and regions, and their output folders."""

from functools import cache

EDITIONS = ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK")
"""Tags that `site.toml` may name."""
REGIONS = {"tw": "TW", "hk": "HK", "mo": "MO"}
NAMES = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "zh-Hant-TW": "繁體中文（臺灣）",
    "zh-Hant-HK": "繁體中文（香港）",
}
"""The name of each edition in its own script."""


def script_of(tag: str) -> str:
    """The script of a Chinese language tag, `Hans` or `Hant`; empty for other languages."""
    parts = tag.lower().split("-")
    if parts[0] != "zh":
        return ""
    return "Hant" if {"hant", *REGIONS} & set(parts) and "hans" not in parts else "Hans"


def region_of(tag: str) -> str:
    """The region of a language tag if it is `TW`, `HK` or `MO`; otherwise empty."""
    return next((region for part, region in REGIONS.items() if part in tag.lower().split("-")), "")


@cache
def locale_of(tag: str) -> str:
    """The locale of a language tag for Open Graph: `zh_CN`."""
    script = script_of(tag)
    return f"zh_{region_of(tag) or ('TW' if script == 'Hant' else 'CN')}" if script else "en_US"


def folder_of(tag: str, editions: tuple[str, ...]) -> str:
    """The output folder of the edition `tag`, with a trailing slash; empty for the first, the site itself."""
    if not editions or tag == editions[0]:
        return ""
    script = script_of(tag)
    alone = [other for other in editions[1:] if script_of(other) == script] == [tag]
    return (script if alone else tag.removeprefix("zh-")).lower() + "/"


def name_of(tag: str, editions: tuple[str, ...]) -> str:
    """The text of a link to the edition: its script, and its region if two editions have the same script."""
    script = script_of(tag)
    same = [other for other in editions if script_of(other) == script]
    return NAMES.get(tag if len(same) > 1 else f"zh-{script}", tag)
