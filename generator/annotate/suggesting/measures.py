"""Measures of a candidate, to which the weights of `rank` apply."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from generator.annotate.matching.pairs import packaged as pairs
from generator.annotate.rarity import HAN
from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting import context
from generator.annotate.suggesting.candidates import Candidate, split
from generator.annotate.suggesting.common import DOING
from generator.annotate.suggesting.everyday import RARE, UNSURE, zipf
from generator.core.passage import Passage

SPEECH_TAGS = ("d", "r", "c", "y", "p", "u", "e", "o", "i", "l")
"""Parts of speech that show a quotation to be speech, not a name: adverbs, pronouns, idioms …"""
HALF = 2
PAIR = 2.0
"""Zipf frequency from which two characters are a word of today (not so 抄近)."""
ONCE = 3.9
"""Highest Zipf frequency of a word that is a candidate though the article has it once."""
ABBREVIATION = re.compile(r"(?![A-Z]?[0-9]+$)[A-Z0-9]{2,5}(?: ?端)?|[A-Z] ?端")
"""Short capitals abbreviate something that a reader may not know; a letter with a number (X1) does not."""
NO_NAME = re.compile(
    r"[IVX]+|-{1,2}[A-Za-z][\w-]*|(?:C[a-z]{2,3}l|Ctrl|Alt|Shift|Cmd)[ +].*|[老小阿][\u4e00-\u9fff]|[\u4e00-\u9fff][老某]?某?|"
    r".*(?:先生|女士|太太|老师|阿姨|叔叔|大爷|大妈|大哥|大姐|师傅)",
    re.IGNORECASE,
)
"""Roman numerals, options of commands, shortcuts, persons without a name of their own (老张)."""
CODE = re.compile(r"[a-z]{2,}[A-Z][a-z]\w*|\w+\.(?!js\b|io\b|ai\b|NET\b|IO\b)[A-Za-z]\w*")
"""Identifiers of programs: setState, math.floor, README.md."""
LONG = 4
"""A quoted dictionary word of this length is more often a term."""
FUNCTION = frozenset("rdpcu")
"""Tags of function words, as the first of two characters."""
ROLES = ("者", "员", "师", "人", "客", "团队", "经理")
"""Who does something: 开发者, 持有人."""
TERM_ENDINGS = frozenset("率法论器剂酶症炎权税券素酸律学术码谱制体值键式")
"""Characters that end the names of notions: 撤销权, 溢价率."""
ENDS = frozenset("dcpur")
"""Tags of single characters that end no name: 段也."""


def measured(
    candidates: Mapping[str, Candidate], passages: Sequence[Passage], words: Words
) -> Iterator[tuple[Candidate, Mapping[str, float]]]:
    """The candidates that may be names of something, with what the weights apply to."""
    texts = {passage.number: passage.text for passage in passages}
    headings = {passage.number for passage in passages if passage.role == "heading"}
    inside = context.inside(candidates)
    heads = context.new_heads(candidates, words)
    parts_of_names = {part for one in candidates.values() for part in context.parts_of_name(one)}
    for surface, candidate in candidates.items():
        count = len(candidate.places)
        if surface in parts_of_names or (
            candidate.group == "ranked" and count == 1 and not _may_stand_once(candidate, words)
        ):
            continue
        longer, most = inside.get(surface, (0, 0))
        if candidate.group in ("ranked", "entity") and most >= count:
            continue
        parts = candidate.words or tuple(
            surface[start:end] for start, end in words.cut(surface) if not surface[start:end].isspace()
        )
        if len(parts) == 1 and len(surface) == 2 * HALF and zipf(surface, words) < UNSURE:
            halves = surface[:HALF], surface[HALF:]
            parts = halves if all(map(words.known, halves)) else parts
        if _is_phrase(candidate, parts, words):
            continue
        parts = _joined(parts)
        whole = zipf(surface, words)
        measures = {
            "base": 1.0,
            candidate.group: 1.0,
            **dict.fromkeys(candidate.signs, 1.0),
            "frequency": log(count),
            "once": float(count == 1),
            "spread": log(len({split(place)[0] for place in candidate.places})),
            **context.neighbours(candidate, texts),
            "inside": longer / count,
            "heading": float(any(split(place)[0] in headings for place in candidate.places)),
            "abbreviation": float(bool(ABBREVIATION.fullmatch(surface))),
            "family": float(surface[-2:] in heads and context.ends_in_two(parts)),
            **_commonness(candidate, whole, parts, words),
            **_shape(candidate, parts),
            **_speech(candidate, parts, words),
        }
        yield candidate, measures


def _joined(parts: Sequence[str]) -> tuple[str, ...]:
    """The words, with adjacent single characters joined: 数据｜中｜台 → 数据｜中台."""
    joined: list[str] = []
    single = False
    for part in parts:
        if single and len(part) == 1:
            joined[-1] += part
        else:
            joined.append(part)
        single = len(part) == 1
    return tuple(joined)


def _may_stand_once(candidate: Candidate, words: Words) -> bool:
    """Whether a word or compound is rare enough to be a term by itself, where the article has it once."""
    parts = candidate.words
    if len(parts) > 3 or len(parts[-1]) == 1 or words.tag(parts[-1])[:1] not in ("n", ""):
        return False
    if len(parts) == 1:
        return zipf(parts[0], words) < ONCE
    if any(part.isascii() for part in parts) and not all(part.isascii() or words.known(part) for part in parts):
        return False  # 意即Vim
    bond = min(pairs.gain(one, two) for one, two in pairwise(parts))
    return bond > 0 or min(zipf(part, words) for part in parts) < RARE


def _commonness(candidate: Candidate, whole: float, parts: Sequence[str], words: Words) -> Mapping[str, float]:
    """The frequency of a candidate, or of its words."""
    if candidate.group == "latin":
        small = candidate.surface.islower()  # only what the author shows by itself is a candidate
        return {
            "small": float(small),
            "latin everyday": 0.0 if small else max(0.0, whole - RARE),
            "latin unknown": float(not whole),
        }
    if len(parts) == 1:
        kind = "name " if candidate.certainty else ""
        return {
            f"{kind}unknown": float(not whole),
            "by chance": 0.0
            if whole or kind
            else max(0.0, sum(zipf(char, words) for char in candidate.surface) / len(candidate.surface) - 4.0),
            f"{kind}common": max(0.0, whole - RARE),
            "everyday": max(0.0, whole - 4.3),
        }
    each = [zipf(part, words) or 2.0 for part in parts]
    return {
        "compound": 1.0,
        "rarest": max(0.0, min(each) - RARE),
        "commonest": max(0.0, max(each) - 4.0),
        "head": max(0.0, each[-1] - 4.0),
        "coined": float(any(len(part) > 1 and HAN.match(part) and not words.known(part) for part in parts)),
    }


def _shape(candidate: Candidate, parts: Sequence[str]) -> Mapping[str, float]:
    """The evidence of its words, and of those beside it, for its edges."""
    before, after = candidate.beside
    edge = max(
        pairs.gain(before, parts[0]) if before and parts else 0.0,
        pairs.gain(parts[-1], after) if after and parts else 0.0,
    )
    if candidate.group == "latin":
        return {"latin words": float(len(parts) > 1)}
    shape = {
        "edge": max(0.0, edge) / len(candidate.places),
        "ending": float(len(candidate.surface) > 2 and candidate.surface[-1] in TERM_ENDINGS),
    }
    if candidate.group == "ranked":
        shape["long"] = max(0.0, len(candidate.surface) - 4.0)
    if len(parts) > 1:
        bonds = [pairs.gain(one, two) for one, two in pairwise(parts)]
        shape |= {
            "bond": max(0.0, sum(bonds) / len(bonds)),
            "loose": float(min(bonds) < 0),
            "mixed": float(len({part[0].isascii() for part in parts}) > 1),
            "single": float(sum(len(part) == 1 for part in (parts[0], parts[-1]))),
            "many": float(len(parts) - 2),
        }
    elif len(candidate.surface) > 2:
        shape["long word"] = 1.0
    if candidate.certainty:
        shape["certainty"] = candidate.certainty
    return shape


def _speech(candidate: Candidate, parts: Sequence[str], words: Words) -> Mapping[str, float]:
    """Measures from parts of speech: terms are nouns; a quotation with adverbs or a leading verb is speech."""
    tags = [words.tag(part) for part in parts]
    last = tags[-1] if tags else ""
    if candidate.group in ("ranked", "defined"):
        verb = last[:1] == "v" and last != "vn"
        return {
            "verb": float(verb and len(parts) == 1),
            "ends in verb": float(verb and len(parts) > 1),
            "idiom": float(last[:1] in ("i", "l")),
            "other": float(bool(last) and last[0] not in "nv" and len(parts[-1]) > 1),
            "begins with verb": float(len(parts) > 1 and tags[0] == "v"),
            "role": float(candidate.surface.endswith(ROLES)),
            "name tag": float(last[:2] in ("nr", "ns", "nt", "nz")),
        }
    if candidate.group == "quoted" and "work" not in candidate.signs and len(candidate.places) == 1:
        spoken = any(tag[:1] in SPEECH_TAGS for tag in tags) or (len(parts) > 2 and tags[0] == "v")
        plain = len(parts) == 1 and len(candidate.surface) < LONG and words.known(candidate.surface)
        return {"said": float(spoken), "plain": float(plain), "quoted latin": float(candidate.surface.isascii())}
    return {}


def _is_deed(parts: Sequence[str], words: Words) -> bool:
    """Whether words begin with a verb and its object: 走弯路, 踩｜刹车, 打基础｜要花; not 打火｜机, whose first two characters
    are a word, nor a name.
    """
    first = "".join(parts[:2]) if len(parts[0]) == 1 else parts[0]
    verb, rest = first[0], first[1:]
    return (
        verb in DOING
        and len(rest) > 1
        and words.known(rest)
        and zipf(first[:2], words) < PAIR
        and words.tag(first)[:2] not in ("nr", "ns", "nt", "nz")
    )


def _is_phrase(candidate: Candidate, parts: Sequence[str], words: Words) -> bool:
    """Whether a candidate cannot be a name: function words (这是, 将会), a cut phrase (开发新), a verb and its object, a Roman numeral, an option or
    a shortcut (-d, Ctrl+C), an identifier of a program.
    """
    surface = candidate.surface
    if NO_NAME.fullmatch(surface) or CODE.fullmatch(surface):
        return True
    if candidate.group not in ("ranked", "entity") or not parts:
        return False
    if candidate.group == "ranked" and _is_deed(parts, words):
        return True
    in_no_name = ("d", "r", "v") if candidate.type == "organization" else ("d", "r")
    if candidate.certainty and any(words.tag(part) in in_no_name for part in parts if len(part) == 1):
        return True
    first, last, whole = (words.tag(one)[:1] for one in (surface[0], surface[-1], surface))
    if len(surface) == 2 and candidate.group == "ranked" and first in FUNCTION and whole not in ("n", "j", "s", "t"):
        return True
    cut = len(parts[-1]) == 1 and (last in ENDS or (last == "a" and len(parts) > 1))
    return len(surface) > 1 and cut and whole not in ("n", "j")
