"""Editions of a site: language tags of Chinese, their scripts and regions, and the folders they are built into."""

EDITIONS = ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK")
"""Tags that a site may name."""
REGIONS = {"tw": "TW", "hk": "HK", "mo": "MO"}
NAMES = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "zh-Hant-TW": "繁體中文（臺灣）",
    "zh-Hant-HK": "繁體中文（香港）",
}
"""What an edition is called in itself, where two have the same script."""


def script_of(tag: str) -> str:
    """`Hans` or `Hant` of a tag of Chinese; empty for other languages."""
    parts = tag.lower().split("-")
    if parts[0] != "zh":
        return ""
    return "Hant" if {"hant", *REGIONS} & set(parts) and "hans" not in parts else "Hans"


def region_of(tag: str) -> str:
    """`TW`, `HK` or `MO` where the tag names one of them; else empty."""
    return next((region for part, region in REGIONS.items() if part in tag.lower().split("-")), "")


def folder_of(tag: str, editions: tuple[str, ...]) -> str:
    """The folder of the edition `tag` among `editions`, with a closing slash; empty for the first, the site itself."""
    if not editions or tag == editions[0]:
        return ""
    script = script_of(tag)
    alone = [other for other in editions[1:] if script_of(other) == script] == [tag]
    return (script if alone else tag.removeprefix("zh-")).lower() + "/"


def name_of(tag: str, editions: tuple[str, ...]) -> str:
    """What a link to the edition says: its script, and its region where that is needed to tell it apart."""
    script = script_of(tag)
    same = [other for other in editions if script_of(other) == script]
    return NAMES.get(tag if len(same) > 1 else f"zh-{script}", tag)
