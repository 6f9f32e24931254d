"""Library → export formats. To add one: a function in a file here, one line in FORMATS."""

from collections.abc import Callable, Mapping

from generator.core.library import Library
from generator.site.formats.anki import anki
from generator.site.formats.csv import csv
from generator.site.formats.json import json
from generator.site.formats.skos import skos
from generator.site.formats.tbx import tbx
from generator.site.formats.tei import tei
from generator.site.formats.webannotation import webannotation

FORMATS: Mapping[str, Callable[[Library], bytes]] = {
    "csv": csv,
    "json": json,
    "skos": skos,
    "tbx": tbx,
    "tei": tei,
    "anki": anki,
    "webannotation": webannotation,
}
"""The formats of `zhushu export --format`: name → function that makes the file, of a library without disambiguation entries."""


def formats_of(plugins: tuple[str, ...]) -> Mapping[str, Callable[[Library], bytes]]:
    """FORMATS with those of the site's plugins. Raises SiteError for a plugin that cannot be loaded."""
    if not plugins:
        return FORMATS
    from generator.site.formats.added import added  # few sites use plugins

    return {**FORMATS, **added(plugins)}
