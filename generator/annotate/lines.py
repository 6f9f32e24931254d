"""Line breaks in Chinese text: titles break between words, a number stays with its unit.

Browsers break lines between any two Han characters. In a title a break inside a word is hard to read, so `breaks` returns
the offsets between words, and the style sheet forbids all others (`word-break: keep-all`).
"""

import re
from collections.abc import Collection

from generator.annotate.normalize import simplified
from generator.annotate.segmenting.words import Words
from generator.core.han import ALL
from generator.core.patterns import late

SHORT = 6
"""A title with fewer characters fits on one line everywhere: half of a phone, in the largest type."""
LETTER = re.compile(rf"[{ALL}A-Za-z0-9\u00c0-\u024f]")
"""Characters between which `keep-all` forbids breaks; browsers break next to all others by themselves."""
ATTACH_LEFT = frozenset("的了着过们地得吗呢吧之者性化度半")
"""Single characters that attach to the previous word."""
ATTACH_RIGHT = frozenset("第每各不未再最很更")
"""Single characters that attach to the next word."""
NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两几半]+")
OPENING, CLOSING = "“‘「『《〈（【", "”’」』》〉）】"
STUCK = late(f"(?<=[—…])(?=[{OPENING}])")
"""A break that browsers miss: between a dash and an opening quotation mark."""
WHOLE = re.compile(
    r"[0-9A-Za-z](?<![A-Za-z0-9].)(?:(?<=[0-9])(?<![.,].)[0-9,.]{0,4}(?:[ \u00a0]?"
    r"(?:[千万亿]?[年月日号时分秒天周个次名位家元倍亿万岁届条种项]|[%％]|(?:[KMGT]B|[kc]?m|kg)(?![A-Za-z0-9]))|/[0-9][0-9.]{0,3}[年月日天]?)"
    r"|(?<=[A-Za-z])[A-Za-z]{0,2}(?: [A-Za-z]{1,3}){1,2}(?![A-Za-z0-9]))"
)
"""What stays on one line: a short number with its unit, a fraction, short Latin words in a row (`to C`). `re` skips fast to
a set of characters with which a pattern begins.
"""
HAN = re.compile(f"[{ALL}]")


def breaks(text: str, words: Words, names: Collection[str] = ()) -> tuple[int, ...]:
    """Offsets in the title `text` of allowed breaks that browsers do not find under `keep-all`.

    No break falls inside one of `names`. A short title needs none, nor does one in ASCII.
    """
    if len(text) < SHORT or text.isascii():
        return ()
    held = {at for name in names if name in text for at in _inside(text, name)}
    plain = simplified()
    ranges = words.cut("".join([plain.get(char, char) for char in text]))
    ends = [start for start, _ in ranges[1:] if start not in held and _parts(text, start)]
    leaning = {start for start, end in ranges if end - start == 1 and text[start] in ATTACH_LEFT}
    leading = {end for start, end in ranges if end - start == 1 and text[start] in ATTACH_RIGHT}
    counting = {end for start, end in ranges if NUMBER.fullmatch(text, start, end)}
    return tuple(at for at in ends if at not in leaning and at not in leading and at not in counting)


def unbreakable(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges in running text that should not be broken: short numbers with their units, and the like."""
    found = tuple([one.span() for one in WHOLE.finditer(text)])
    return found if found and HAN.search(text) else ()


def missed_breaks(text: str) -> tuple[int, ...]:
    """Offsets in running text of allowed breaks that browsers miss."""
    return tuple(one.start() for one in STUCK.finditer(text)) if "—" in text or "…" in text else ()


def _inside(text: str, name: str) -> range:
    at = text.find(name)
    return range(at + 1, at + len(name))


def _parts(text: str, at: int) -> bool:
    """Whether a break at `at` is allowed, and browsers need a hint to make it."""
    before, after = text[at - 1], text[at]
    if LETTER.match(before):
        return after in OPENING or (LETTER.match(after) is not None and not (before.isascii() and after.isascii()))
    return before in CLOSING + "—…" and (after in OPENING or LETTER.match(after) is not None)
