"""Renders definitions as HTML and plain text, and names as pinyin. The only module that imports pypinyin."""

import re
from collections.abc import Collection, Iterable, Mapping
from unicodedata import normalize

from msgspec import Struct

from generator.core.entry import Entry
from generator.core.han import BASIC
from generator.core.patterns import late
from generator.readers.breaks import FULLWIDTH_SIGN
from generator.store import code
from generator.store.cache import key

ID = re.compile(r'( id="| href="(?:zhushu-here:)?#(?!"))')
"""An id or a reference to one in rendered HTML, in which quotation marks of texts are escaped."""
HAN = late(f"([{BASIC}]+)")
TONES = frozenset("\u0300\u0301\u0304\u030c")
"""Combining marks of the four tones."""
JOINT = late(f"(?<={FULLWIDTH_SIGN.pattern}) ")
"""A space after full-width punctuation, from joining two paragraphs; superfluous."""

Name = tuple[str, bool]
"""A name, and whether it is a person's."""


class Rendered(Struct, frozen=True):
    """The rendered parts of an entry."""

    html: str
    text: str
    pinyin: str
    initials: str
    letter: str
    dated: tuple[str, ...]
    tones: str = ""
    """The pinyin with tones."""
    name: str = ""
    """The name of this pinyin."""
    spelling: str = ""
    """The author's pinyin; empty if it was computed."""
    person: bool = False
    """Whether it was read as a person's name."""


def render(
    entries: Iterable[Entry], kept: Mapping[str, Rendered], spelt: Mapping[Name, str] | None = None
) -> dict[str, Rendered]:
    """Cache key → rendered, for all `entries`. Reuses those in `kept`, and their pinyin if only a text changed.

    `spelt` is precomputed pinyin with tones.
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
    """The inputs of an entry's pinyin."""
    return entry.name, entry.type == "person"


def spell(names: Collection[Name]) -> dict[Name, str]:
    """Name → pinyin with tones."""
    return {(name, person): toned(name, person=person) for name, person in names}


def key_of(entry: Entry) -> str:
    """The cache key of an entry's rendering."""
    return key(
        code.digest(), spoken(entry), entry.slug, entry.pinyin, entry.definition, [dated.text for dated in entry.dated]
    )


def letter_of(pinyin: str) -> str:
    """The index letter of a pinyin: `A`…`Z`, or `#`."""
    first = pinyin[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def _render(entry: Entry, spelt: str) -> Rendered:
    """Render an entry. `spelt` is the pinyin of its name with tones, or empty to compute it."""
    from generator.readers.markdown import plain_text

    tones = spelt or " ".join(entry.pinyin.lower().split()) or toned(entry.name, person=entry.type == "person")
    pinyin = without_tones(tones) if entry.pinyin else without_tones(tones).replace("ü", "v")
    return Rendered(
        html=fragment(entry.definition, entry.slug),
        text=JOINT.sub("", plain_text(entry.definition)),
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
    """A definition as HTML. The unique `name` prefixes its ids, since a page shows many definitions."""
    from generator.readers.markdown import render_fragment

    html = _unwrapped(render_fragment(markdown))
    return ID.sub(lambda found: f"{found[1].replace('zhushu-here:', '')}g-{name}~", html) if ' id="' in html else html


def spelled(name: str) -> str:
    """The pinyin of `name` without tones, as typed: `C2B 模式` → `c2b mo shi`, with `v` for ü."""
    return without_tones(toned(name)).replace("ü", "v")


def without_tones(pinyin: str) -> str:
    """`pinyin` without tone marks; ü keeps its dots."""
    if pinyin.isascii():
        return pinyin
    return normalize("NFC", "".join(mark for mark in normalize("NFD", pinyin) if mark not in TONES))


def toned(name: str, *, person: bool = False) -> str:
    """The pinyin of `name` with tones: `C2B 模式` → `c2b mó shì`. For a `person`, surnames get their special readings."""
    if not HAN.search(name):
        return " ".join(name.lower().split())
    from pypinyin import Style, lazy_pinyin

    from generator.glossary import readings

    runs = HAN.split(name)
    whole = person and len(runs) == 3
    said = [
        readings.corrected(run, lazy_pinyin(run, style=Style.TONE), person=whole) if at % 2 else [run]
        for at, run in enumerate(runs)
    ]
    return " ".join(" ".join(syllable for run in said for syllable in run).lower().split())


def _unwrapped(html: str) -> str:
    """The content of a single paragraph, so that it can be inline; other HTML unchanged."""
    html = html.strip()
    return html[3:-4] if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1 else html
