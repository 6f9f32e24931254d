"""Short names of organisations and persons in the glossary, after a mention in full.

An organisation loses its legal form (中国移动通信集团 → 中国移动通信), then its trade (→ 中国移动), then a leading place
(深圳市腾讯计算机系统有限公司 → 腾讯); a foreign name loses all but its last part (史蒂夫·乔布斯 → 乔布斯). A short name
counts only in the same article after the full name, only if it is neither a common word (苹果公司 is never 苹果) nor a
form of an entry, and only where it does not overlap a longer word (北京科技 in 北京科技大学).
"""

import re
from collections.abc import Iterator, Sequence

from generator.annotate.article import FoldedArticle
from generator.annotate.matching import edges
from generator.annotate.matching.clear import REACH
from generator.annotate.matching.forms import Forms
from generator.annotate.matching.lattice import Lattice
from generator.annotate.matching.rules import ruled
from generator.annotate.matching.terms import CLEAR_CHANCE, RULED_OUT, SHORTENED
from generator.annotate.normalize import plain
from generator.annotate.segmenting.words import Words
from generator.core.entry import Entry
from generator.core.errors import Text
from generator.core.patterns import late
from generator.core.span import Span

LEGAL = re.compile(r"(?:股份|控股)?(?:有限责任公司|有限公司|集团公司|公司|集团)$|控股$|股份$")
TRADE = late(
    r"(?:计算机系统|信息技术|网络科技|网络技术|电子商务|互联网|科技|技术|通信|网络|信息|软件|电子|传媒|文化|实业|投资|咨询)$"
)
PLACE = late(r"^[一-鿿]{2,3}[省市]")
PART = re.compile(r"·([^·]{2,})$")
COUNTRIES = ("中国", "中华", "美国", "日本", "英国", "法国", "德国", "韩国", "俄罗斯")
"""Leading places that stay: 中国移动 does not become 移动."""
NAMES = {"organization": ("nt", "nz"), "person": ("nr", "nrt", "nrfg")}
"""jieba's tags for such names. Known words with another tag are common words or places."""
SHORTEST = 2
ORIGIN = "short"
"""The origin of these finds."""


def short_names(entry: Entry, words: Words) -> list[str]:
    """The folded short names of an entry, longest first; only organisations and persons have any."""
    if not entry.short or entry.type not in SHORTENED:
        return []
    forms = [plain(form) for form in entry.forms]
    cut = _last_part if entry.type == "person" else _shorter
    found = {short for form in forms for short in cut(form)}
    if shed := [short for short in found if short not in forms]:
        found.add(_without_place(min(shed, key=lambda short: (len(short), short)), words))
    found = {short for short in found if len(short) >= SHORTEST and short not in forms}
    return sorted((short for short in found if _is_name(short, entry, words)), key=lambda short: (-len(short), short))


def find(article: FoldedArticle, forms: Forms, words: Words, found: Sequence[Span]) -> Iterator[Span]:
    """Short names in an article, after the first kept full mention of their entry in `found`."""
    first: dict[str, Span] = {}
    for span in found:
        if span.ref is not None and span.reason is None:
            first.setdefault(span.ref, span)
    for ref, full in first.items():
        entry = forms.entries[ref]
        for short in short_names(entry, words):
            if short not in forms.owners:
                yield from _mentions(article, words, entry, full, short)


def _mentions(article: FoldedArticle, words: Words, entry: Entry, full: Span, short: str) -> Iterator[Span]:
    text = article.text
    lattice = Lattice(words, text)
    note = Text(f"“{full.text}”的简称，全称在前文", f'short for "{full.text}", which stands earlier')
    start = text.find(short)
    while start >= 0:
        end = start + len(short)
        place = article.place(start, end) if edges.is_whole(text, start, end) else None
        if place is not None and (place[0].number, place[1]) >= (full.passage, full.end):
            passage, begin, stop = place
            surface = passage.text[begin:stop]
            ruling = ruled(entry, short, passage.role, surface, text, start, end)
            reason = ruling.text if ruling.kind == "refused" else None
            if ruling.kind == "open" and (word := _longer(lattice, start, end)):
                reason = Text(f"可能是“{word}”的一部分", f'may be part of "{word}"')
            yield Span(
                passage.number,
                begin,
                stop,
                surface,
                entry.type,
                entry.id,
                RULED_OUT if ruling.kind == "refused" else ORIGIN,
                score=0.0 if reason else CLEAR_CHANCE,
                reason=reason,
                note=note,
            )
        start = text.find(short, end)


def _longer(lattice: Lattice, start: int, end: int) -> str:
    """A longer word that overlaps `text[start:end]`; empty if there is none."""
    return next((lattice.text[first:last] for first, last in _longer_words(lattice, start, end)), "")


def _shorter(form: str) -> Iterator[str]:
    for pattern in (LEGAL, LEGAL, TRADE, PLACE):
        form = pattern.sub("", form)
        yield form


def _without_place(name: str, words: Words) -> str:
    """The name of a firm, legal form removed, without its leading place (北京字节跳动); empty if it has none."""
    size = next((size for size in (3, 2) if words.tag(name[:size]) == "ns"), 0)
    return name[size:] if size and name[:size] not in COUNTRIES else ""


def _last_part(form: str) -> Iterator[str]:
    part = PART.search(form)
    if part:
        yield part[1]


def _is_name(short: str, entry: Entry, words: Words) -> bool:
    return not words.known(short) or words.tag(short) in NAMES[entry.type]


def _longer_words(lattice: Lattice, start: int, end: int) -> Iterator[tuple[int, int]]:
    """All words, compounds included, that overlap `text[start:end]` and extend beyond it."""
    for at in range(max(0, start - REACH), end):
        for to, _ in lattice[at]:
            if to > start and (at < start or to > end):
                yield at, to
