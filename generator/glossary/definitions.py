"""An entry's definition as HTML and plain text, and its pinyin: what is rendered once and kept. The only home of
pypinyin.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from unicodedata import normalize

from msgspec import Struct

from generator.core.entry import Entry
from generator.core.han import BASIC
from generator.glossary import readings
from generator.readers.breaks import FULLWIDTH_SIGN
from generator.store import code
from generator.store.cache import key

ID = re.compile(r'( id="| href="(?:zhushu-here:)?#(?!"))')
"""Where an id stands in rendered HTML; quotation marks in texts are escaped there."""
TONES = frozenset("\u0300\u0301\u0304\u030c")
"""Combining marks of the four tones."""
PARTED = re.compile(f"(?<={FULLWIDTH_SIGN.pattern}) ")
"""The blank between two paragraphs that became one line; full-width punctuation brings its own."""

Name = tuple[str, bool]
"""A name, and whether it is a person's."""


class Rendered(Struct, frozen=True):
    """What a page prints of an entry's own words."""

    html: str
    text: str
    pinyin: str
    initials: str
    letter: str
    dated: tuple[str, ...]
    tones: str = ""
    """The pinyin with tones."""
    name: str = ""
    """Whose pinyin this is, and `spelling` is what the author gave for it."""
    spelling: str = ""
    person: bool = False
    """Whether it is a person's name, which is read as one."""


def render(
    entries: Iterable[Entry], kept: Mapping[str, Rendered], spelt: Mapping[Name, str] | None = None
) -> dict[str, Rendered]:
    """Entry key → rendered, for all `entries`; those in `kept` are taken from there, and so is the pinyin where only a
    text changed.

    `spelt` is the pinyin of names with tones, as far as it is known.
    """
    rendered: dict[str, Rendered] = {}
    known: Mapping[tuple[Name, str], str] | None = None
    for entry in entries:
        name = key_of(entry)
        if name not in kept:
            if known is None:
                known = {((one.name, one.person), one.spelling): one.tones for one in kept.values()}
                known |= {(title, ""): pinyin for title, pinyin in (spelt or {}).items()}
            rendered[name] = _render(entry, known.get((spoken(entry), entry.pinyin), ""))
        else:
            rendered[name] = kept[name]
    return rendered


def spoken(entry: Entry) -> Name:
    """What an entry's pinyin depends on: its name, and whether it is a person's."""
    return entry.name, entry.type == "person"


def spell(names: Collection[Name]) -> dict[Name, str]:
    """Name → its pinyin with tones."""
    return {(name, person): toned(name, person=person) for name, person in names}


def key_of(entry: Entry) -> str:
    """The cache key of an entry's rendering."""
    return key(
        code.digest(), spoken(entry), entry.slug, entry.pinyin, entry.definition, [dated.text for dated in entry.dated]
    )


def letter_of(pinyin: str) -> str:
    """The letter under which an index lists a name of this pinyin: `A`…`Z`, or `#`."""
    first = pinyin[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def _render(entry: Entry, spelt: str) -> Rendered:
    """The entry rendered; `spelt` is the pinyin of its name with tones, empty where it is not known yet."""
    from generator.readers.markdown import plain_text

    tones = spelt or " ".join(entry.pinyin.lower().split()) or toned(entry.name, person=entry.type == "person")
    pinyin = without_tones(tones) if entry.pinyin else without_tones(tones).replace("ü", "v")
    return Rendered(
        html=fragment(entry.definition, entry.slug),
        text=PARTED.sub("", plain_text(entry.definition)),
        pinyin=pinyin,
        initials="".join(syllable[:1] if syllable[:1].isalpha() else syllable for syllable in pinyin.split()),
        letter=letter_of(pinyin),
        tones=tones,
        dated=tuple(fragment(dated.text, f"{entry.slug}-{number}") for number, dated in enumerate(entry.dated, 1)),
        name=entry.name,
        spelling=entry.pinyin,
        person=entry.type == "person",
    )


def fragment(markdown: str, name: str) -> str:
    """A definition as HTML; `name`, which no other definition has, makes its ids its own, since many stand on one page."""
    from generator.readers.markdown import render_fragment

    html = _unwrapped(render_fragment(markdown))
    return ID.sub(lambda found: f"{found[1].replace('zhushu-here:', '')}g-{name}~", html) if ' id="' in html else html


def spelled(name: str) -> str:
    """The pinyin of `name` without tones, syllables apart by spaces, lower case; what is not Han stays: `C2B 模式` →
    `c2b mo shi`.
    """
    return without_tones(toned(name)).replace("ü", "v")  # as it is typed


def without_tones(pinyin: str) -> str:
    """`pinyin` without the marks of its tones; the dots of ü stay."""
    if pinyin.isascii():
        return pinyin
    return normalize("NFC", "".join(mark for mark in normalize("NFD", pinyin) if mark not in TONES))


def toned(name: str, *, person: bool = False) -> str:
    """The pinyin of `name` with tones: `C2B 模式` → `c2b mó shì`. A person's begins with a surname."""
    if not re.search(f"[{BASIC}]", name):
        return " ".join(name.lower().split())
    from pypinyin import Style, lazy_pinyin

    runs = re.split(f"([{BASIC}]+)", name)
    whole = person and len(runs) == 3
    said = [
        readings.corrected(run, lazy_pinyin(run, style=Style.TONE), person=whole) if at % 2 else [run]
        for at, run in enumerate(runs)
    ]
    return " ".join(" ".join(syllable for run in said for syllable in run).lower().split())


def _unwrapped(html: str) -> str:
    """A single paragraph without its `<p>`, as it stands in a sentence of the page."""
    html = html.strip()
    return html[3:-4] if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1 else html
