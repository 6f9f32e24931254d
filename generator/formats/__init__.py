"""Library → machine-readable forms. To add one: a function in a file here, one line in FORMATS."""

from collections.abc import Callable, Mapping

from generator.formats.anki import anki
from generator.formats.csv import csv
from generator.formats.json import json
from generator.formats.skos import skos
from generator.formats.tbx import tbx
from generator.formats.tei import tei
from generator.formats.webannotation import webannotation
from generator.model import Library

FORMATS: Mapping[str, Callable[[Library], bytes]] = {
    "csv": csv,
    "json": json,
    "skos": skos,
    "tbx": tbx,
    "tei": tei,
    "anki": anki,
    "webannotation": webannotation,
}
"""What `zhushu export --format` offers: name → the whole file."""
