"""Candidates that the author shows to be terms: quoted, in bold, in Latin letters, defined."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting.candidates import Candidate, add, at
from generator.annotate.suggesting.common import FUNCTION_ONE, NAMING, NEVER, NEVER_ONE, STOP_LATIN
from generator.core.entry import Type
from generator.core.han import BASIC
from generator.core.passage import OBJECT, Passage

Range = tuple[int, int]
Bold = Mapping[int, Sequence[Range]]
"""The ranges in bold of passages, by number."""

NO_BOLD: Bold = {}
QUOTED = re.compile(r"「([^「」\n]{2,16})」|“([^“”\n]{2,16})”|『([^『』\n]{2,16})』|‘([^‘’\n]{2,16})’")
WORK = re.compile(r"《([^《》\n]{1,24})》")
SENTENCE = re.compile(r"[，。！？；：、,!?;…—\ufffc]|^\d+$")
"""A quotation that contains one of these is speech, not a name."""
SPOKEN = re.compile(r"[的了不没到要得被是在之和把让给就都也还又]")
LETTERS = "A-Za-zÀ-ɏ"
"""Latin letters, with their marks: Gödel."""
LATIN = re.compile(
    rf"(?<![{LETTERS}0-9_@/.\\\-])(?:\d{{1,2}}G(?![A-Za-z])|[A-Z]/[A-Z](?=[{BASIC}])|"
    rf"[{LETTERS}][{LETTERS}0-9]*(?:[+#.&\-/][{LETTERS}0-9]+)*[+#]{{0,2}}(?:(?<=[a-z]) [A-Z][a-z][{LETTERS}0-9]*)*)"
    rf"(?:[ ]?端)?(?![{LETTERS}0-9_@/]|\.[A-Za-z]|\(\))"
)
NAME = rf"[「“]?([{BASIC}A-Za-z0-9+#·/\-]{{2,12}}?)[」”]?"
DEFINED = (
    re.compile(rf"所谓的? ?{NAME}(?=，|,|、| ?就是| ?是指| ?指的是|其实|不过|无非)"),
    re.compile(
        r"(?:称为|称作|称之为|叫作?做?|(?:(?<=[又也俗简统史合通被别旧古原全总雅美尊戏界])|(?<=[我业][们内]))称|又名|名为|命名为)(?:它|他|她)? ?"
        rf"{NAME}(?=[，。；、：,;（(）)」”]|的| [（(]|$)"
    ),
    re.compile(rf"(?:^|[。；，\n])([{BASIC}]{{2,8}}?)(?=(?:，|,)?(?:是指|指的是|的定义是|，即|泛指|是一[种类门项]))"),
)
THUS = re.compile(rf"(?:这就是|也就是|，即|[（(]即|第[一二三四五六七八九十]种?是) ?{NAME}(?=[，。；、：,;（(）)])")
ENGLISH = re.compile(r"[」”]? ?[（(]\s?[A-Z]?[A-Za-z][A-Za-z0-9 .&/,’'\-]{1,60}[)）]")
"""English in parentheses."""
RUN = re.compile(rf"[{BASIC}A-Za-z0-9]{{2,12}}\Z")
"""The text before it, whose last words are the term."""
LOWER = re.compile(r"^(?:[a-z]+ )+")
"""Words before a name: "and" in and After Dark."""
CLAUSE_PARTS = frozenset("是的在了把被叫")
"""Characters that no unknown word has: 数｜是."""
NUMBER = re.compile(r"第?[0-9一二三四五六七八九十]{1,3} ?[.、．)）:：] ?")
"""The number before a heading or text in bold."""
COLON = re.compile(r" ?[:：]")
COMMAND = re.compile(r"[a-z]{2}[a-z0-9]*(?:[\-_.+][a-z0-9]+)*")
"""The name of a program in small letters."""
MOST_BOLD = 12
"""Maximum length of a name in bold; anything longer is a sentence."""


def quoted(passages: Sequence[Passage]) -> Iterator[Candidate]:
    """Names in quotation marks, and titles of works in 《》."""
    kinds: tuple[tuple[re.Pattern[str], Type], ...] = ((QUOTED, "term"), (WORK, "work"))
    for pattern, kind in kinds:
        found: dict[str, Candidate] = {}
        for passage in passages:
            for match in pattern.finditer(passage.text):
                group = match.lastindex or 1
                surface = match[group].strip()
                if kind == "work" or (len(surface) > 1 and _is_name(surface) and not SENTENCE.search(surface)):
                    add(found, surface, "quoted", at(passage.number, match.start(group)), kind)
        yield from found.values()


def _is_name(surface: str) -> bool:
    """Whether a quotation is short and without particles, so a name rather than speech, and no word of a program."""
    return (
        len(surface) <= MOST_BOLD
        and not (surface.isascii() and surface.islower())
        and surface not in NEVER
        and not (len(surface) > 3 and SPOKEN.search(surface))
    )


def pointed(passages: Sequence[Passage], bold: Bold) -> Iterator[tuple[str, int, str]]:
    """Texts that are in bold, before a colon or a heading: the surface, its place, and its kind: `bold`, `item` (in
    bold, and explained by the text that follows) or `title`.
    """
    for passage in passages:
        text = passage.text
        for start, end in bold.get(passage.number, ()):
            colon = COLON.search(text, start, end) or COLON.match(text, end)
            first = _after_number(text, start)
            if colon and not text[colon.end() :].strip(OBJECT + " "):
                continue  # 原文地址：a link
            surface = text[first : min(end, colon.start()) if colon else end].strip()
            yield surface, at(passage.number, text.index(surface, first)), "item" if colon and not start else "bold"
        if passage.role in ("heading", "definition") and len(text) < 2 * MOST_BOLD:
            first = _after_number(text, 0)
            surface = COLON.split(text[first:])[0].strip()
            yield surface, at(passage.number, text.index(surface, first)), "title"


def _after_number(text: str, start: int) -> int:
    number = NUMBER.match(text, start)
    return number.end() if number else start


def bold_names(shown: Collection[tuple[str, int, str]]) -> Iterator[Candidate]:
    """Names in bold among the results of `pointed`; those in Latin letters are found by `latin`."""
    found: dict[str, Candidate] = {}
    for surface, place, kind in shown:
        name = len(surface) > 1 and not surface.isascii() and _is_name(surface) and not SENTENCE.search(surface)
        if kind != "title" and name:
            add(found, surface, "bold", place).signs.add(kind)
    yield from found.values()


def latin(passages: Sequence[Passage], shown: Collection[tuple[str, int, str]]) -> Iterator[Candidate]:
    """Latin names and abbreviations, with digits or a Han suffix: SaaS, LBS, 5G, A/B, B 端. Words in small letters are
    names where the author shows them by themselves.
    """
    signs: dict[str, set[str]] = {}
    for surface, _, kind in shown:
        signs.setdefault(surface, set()).add(kind)
    found: dict[str, Candidate] = {}
    for passage in passages:
        for match in LATIN.finditer(passage.text):
            surface = match[0] if match[0] in signs else LOWER.sub("", match[0])
            shown_so = surface in signs and bool(COMMAND.fullmatch(surface))
            if (len(surface) > 1 or not surface.isalpha()) and (
                shown_so or (surface.lower() not in STOP_LATIN and not surface.islower())
            ):
                one = add(found, surface, "latin", at(passage.number, match.end() - len(surface)))
                one.signs |= signs.get(surface, set())
    yield from found.values()


def defined(passages: Sequence[Passage], words: Words) -> Iterator[Candidate]:
    """Terms that the author defines: 所谓X, X（English）, 称为X, X是指…."""
    found: dict[str, Candidate] = {}
    for passage in passages:
        text = passage.text
        places = [(one.start(1), one[1], "defined") for pattern in DEFINED for one in pattern.finditer(text)]
        runs = (RUN.search(text, max(0, one.start() - MOST_BOLD), one.start()) for one in ENGLISH.finditer(text))
        places += [
            (run.start(), run[0], "english")
            for run in runs
            if run and text[run.start() - 1 : run.start()] not in ("「", "“")
        ]
        places += [(one.start(1), one[1], "thus") for one in THUS.finditer(text)]
        for start, surface, sign in sorted(places):
            name = _name_in(surface, words, whole=sign != "english")
            if name:
                add(found, name, "defined", at(passage.number, start + len(surface) - len(name))).signs.add(sign)
    yield from found.values()


def _name_in(surface: str, words: Words, *, whole: bool) -> str:
    """The name at the end of a run of text, without the words that introduce it (叫作｜水解法); with `whole`, all of the run
    or nothing.
    """
    ranges = words.cut(surface)
    start = len(surface)
    for first, last in reversed(ranges):
        word = surface[first:last]
        tag = words.tag(word)
        function = (
            tag in FUNCTION_ONE
            or (tag == "v" and word[-1] in "到出为成")
            or (word in NEVER_ONE and last < len(surface))
            or (not tag and not CLAUSE_PARTS.isdisjoint(word))
        )
        if word in NAMING or word in NEVER or function:
            break
        start = first
    return surface[start:] if len(surface) - start > 1 and (not whole or start == 0) else ""
