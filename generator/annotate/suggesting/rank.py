"""Ranks candidates by what tells that a reader needs them explained, combined by a logistic model.

The measures are of three kinds: how the article uses a candidate (how often, how spread over it, in headings, quoted, defined, with English
beside it, as a name), how common it and its words are in general Chinese, and its shape (parts of speech, how its words and those
beside it keep company elsewhere, entropy of its neighbours, nesting in longer candidates after C-value, Frantzi et al.
2000). `training/suggestions.py` fits the weights.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, log

from msgspec import Struct

from generator.annotate.pairs import packaged as pairs
from generator.annotate.rarity import HAN
from generator.annotate.suggesting.candidates import Candidate, split
from generator.annotate.suggesting.everyday import zipf
from generator.annotate.words import Words
from generator.core.passage import Passage

SPEECH_TAGS = ("d", "r", "c", "y", "p", "u", "e", "o", "i", "l")
"""Parts of speech that show a quotation to be speech, not a name: adverbs, pronouns, idioms …"""
HALF = 2
UNSURE = 2.9
"""Zipf frequency below which a dictionary word of four characters is weighed as two words: 增加｜利润, 神经｜网络."""
RARE = 3.0
"""Zipf frequency below which a word is rare."""
VERY_RARE = 2.9
ONCE = 3.9
"""Highest Zipf frequency of a word that is a candidate though the article has it once."""
WEIGHTS: Mapping[str, float] = {
    "plain": -5.54,
    "work": 2.50,
    "quoted latin": -4.02,
    "common": -2.92,
    "defined": 2.76,
    "name common": -2.70,
    "unknown": 2.65,
    "everyday": -2.25,
    "english": -0.49,
    "begins with verb": -1.75,
    "quoted": 1.74,
    "latin everyday": -1.68,
    "frequency": 1.67,
    "by chance": -1.49,
    "certainty": 1.31,
    "once": -1.30,
    "family": 1.26,
    "abbreviation": 1.21,
    "verb": -1.20,
    "name unknown": 1.20,
    "rarest": -1.16,
    "freedom": 1.09,
    "edge": -1.06,
    "other": -1.01,
    "latin": 0.96,
    "compound": 0.80,
    "ranked": -0.69,
    "inside": -0.68,
    "person": -0.67,
    "spread": -0.62,
    "single": -0.60,
    "latin unknown": -0.60,
    "long": -0.59,
    "name tag": 0.52,
    "many": 0.51,
    "heading": 0.41,
    "commonest": -0.40,
    "ends in verb": -0.40,
    "base": -0.40,
    "organization": 0.38,
    "idiom": 0.34,
    "long word": 0.31,
    "loose": -0.30,
    "place": -0.29,
    "latin words": -0.21,
    "head": 0.19,
    "said": -0.14,
    "entity": 0.13,
    "coined": -0.11,
    "bond": 0.10,
}

ABBREVIATION = re.compile(r"(?![A-Z]?[0-9]+$)[A-Z0-9]{2,5}(?: ?端)?|[A-Z] ?端")
"""Short capitals abbreviate something that a reader may not know; a letter with a number (X1) does not."""
NO_NAME = re.compile(
    r"[IVX]+|-{1,2}[A-Za-z][\w-]*|(?:C[a-z]{2,3}l|Ctrl|Alt|Shift|Cmd)[ +].*|[老小阿][\u4e00-\u9fff]|[\u4e00-\u9fff]老?|.*(?:先生|女士|太太|老师)",
    re.IGNORECASE,
)
"""Roman numerals, options of commands, shortcuts, persons without a name of their own (老张)."""
CODE = re.compile(r"[a-z]{2,}[A-Z][a-z]\w*|\w+\.(?!js\b|io\b|ai\b|NET\b|IO\b)[A-Za-z]\w*")
"""Identifiers of programs: setState, math.floor, README.md."""
NAME_PARTS = re.compile("[· ]")
"""What stands between the parts of a foreign name."""
LONG = 4
"""A quoted dictionary word of this length is more often a term."""
FUNCTION = frozenset("rdpcu")
"""Tags of function words, as the first of two characters."""
ENDS = frozenset("dcpur")
"""Tags of single characters that end no name: 段也."""


class Measured(Struct, frozen=True):
    """A candidate with its probability of being worth an entry."""

    candidate: Candidate
    score: float
    """0 to 1."""


def measure(
    candidates: Mapping[str, Candidate], passages: Sequence[Passage], words: Words, least: float
) -> list[Measured]:
    """The candidates with scores of at least `least`, best first, without those that stand in longer candidates only."""
    scored = []
    for candidate, measures in measured(candidates, passages, words):
        odds = sum(WEIGHTS.get(name, 0.0) * value for name, value in measures.items() if value)
        score = 1 / (1 + exp(-odds))
        if score >= least:
            scored.append(Measured(candidate, score))
    return sorted(scored, key=lambda one: (-one.score, one.candidate.places[0], one.candidate.surface))


def measured(
    candidates: Mapping[str, Candidate], passages: Sequence[Passage], words: Words
) -> Iterator[tuple[Candidate, Mapping[str, float]]]:
    """The candidates that may be names of something, with what the weights apply to."""
    texts = {passage.number: passage.text for passage in passages}
    headings = {passage.number for passage in passages if passage.role == "heading"}
    inside = _inside(candidates)
    heads = _new_heads(candidates, words)
    parts_of_names = {part for one in candidates.values() for part in _parts_of_name(one)}
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
            "freedom": _freedom(candidate, texts) if count > 1 else 0.0,
            "inside": longer / count,
            "heading": float(any(split(place)[0] in headings for place in candidate.places)),
            "abbreviation": float(bool(ABBREVIATION.fullmatch(surface))),
            "family": float(surface[-2:] in heads and _ends_in_two(parts)),
            **_commonness(candidate, whole, parts, words),
            **_shape(candidate, parts),
            **_speech(candidate, parts, words),
        }
        yield candidate, measures


def _parts_of_name(candidate: Candidate) -> list[str]:
    """The parts of a foreign name, with dots or in Latin letters; of other candidates none."""
    if candidate.group == "latin" or "person" in candidate.signs:
        parts = NAME_PARTS.split(candidate.surface)
        return parts if len(parts) > 1 else []
    return []


def _joined(parts: Sequence[str]) -> tuple[str, ...]:
    """The words with single characters beside each other joined: 数据｜中｜台 → 数据｜中台."""
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
    bond = min(pairs.gain(one, two) for one, two in pairwise(parts))
    return bond > 0 or min(zipf(part, words) for part in parts) < RARE


def _commonness(candidate: Candidate, whole: float, parts: Sequence[str], words: Words) -> Mapping[str, float]:
    """How common a candidate is, or its words are."""
    if candidate.group == "latin":
        return {"latin everyday": max(0.0, whole - RARE), "latin unknown": float(not whole)}
    if len(parts) == 1:
        kind = "name " if candidate.certainty else ""
        return {
            f"{kind}unknown": float(not whole),
            "by chance": 0.0
            if whole or kind
            else max(0.0, sum(zipf(char, words) for char in candidate.surface) / len(candidate.surface) - 4.0),
            f"{kind}common": max(0.0, whole - RARE),
            "everyday": max(0.0, whole - 4.3),
            "rare": max(0.0, RARE - whole) if whole else 0.0,
        }
    each = [zipf(part, words) or 2.0 for part in parts]
    return {
        "compound": 1.0,
        "whole common": max(0.0, whole - RARE),
        "rarest": max(0.0, min(each) - RARE),
        "commonest": max(0.0, max(each) - 4.0),
        "head": max(0.0, each[-1] - 4.0),
        "coined": float(any(len(part) > 1 and HAN.match(part) and not words.known(part) for part in parts)),
    }


def _shape(candidate: Candidate, parts: Sequence[str]) -> Mapping[str, float]:
    """What its words, and those beside it, tell of its edges."""
    before, after = candidate.beside
    edge = max(
        pairs.gain(before, parts[0]) if before and parts else 0.0,
        pairs.gain(parts[-1], after) if after and parts else 0.0,
    )
    if candidate.group == "latin":
        return {"latin words": float(len(parts) > 1)}
    shape = {"edge": max(0.0, edge) / len(candidate.places)}
    if candidate.group == "ranked":
        shape["long"] = max(0.0, len(candidate.surface) - 4.0)
    if len(parts) > 1:
        bonds = [pairs.gain(one, two) for one, two in pairwise(parts)]
        shape |= {
            "bond": max(0.0, sum(bonds) / len(bonds)),
            "loose": float(min(bonds) < 0),
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
            "name tag": float(last[:2] in ("nr", "ns", "nt", "nz")),
        }
    if candidate.group == "quoted" and "work" not in candidate.signs and len(candidate.places) == 1:
        spoken = any(tag[:1] in SPEECH_TAGS for tag in tags) or (len(parts) > 2 and tags[0] == "v")
        plain = len(parts) == 1 and len(candidate.surface) < LONG and words.known(candidate.surface)
        return {"said": float(spoken), "plain": float(plain), "quoted latin": float(candidate.surface.isascii())}
    return {}


def _is_phrase(candidate: Candidate, parts: Sequence[str], words: Words) -> bool:
    """Whether a candidate is no name of anything: function words (这是, 将会), a cut phrase (开发新), a Roman numeral, an
    option or a shortcut (-d, Ctrl+C), an identifier of a program.
    """
    surface = candidate.surface
    if NO_NAME.fullmatch(surface) or CODE.fullmatch(surface):
        return True
    if candidate.group not in ("ranked", "entity") or not parts:
        return False
    if candidate.certainty and any(words.tag(part) in ("d", "r") for part in parts if len(part) == 1):
        return True
    first, last, whole = (words.tag(one)[:1] for one in (surface[0], surface[-1], surface))
    if len(surface) == 2 and candidate.group == "ranked" and first in FUNCTION and whole not in ("n", "j", "s", "t"):
        return True
    return len(surface) > 1 and len(parts[-1]) == 1 and last in ENDS and whole not in ("n", "j")


def _new_heads(candidates: Mapping[str, Candidate], words: Words) -> frozenset[str]:
    """Two-character heads, rare or unknown in the dictionary, that at least two compounds share: 数据中台, 技术中台."""
    ends = Counter(
        candidate.surface[-2:]
        for candidate in candidates.values()
        if (candidate.group != "ranked" or len(candidate.places) > 1) and _ends_in_two(candidate.words)
    )
    return frozenset(end for end, count in ends.items() if count > 1 and zipf(end, words) < VERY_RARE)


def _ends_in_two(parts: Sequence[str]) -> bool:
    """Whether a compound ends in a word, or two words, of two Han characters in total."""
    ending = parts[-1] if parts and len(parts[-1]) == 2 else "".join(parts[-2:])
    return len(parts) > 1 and ending != "".join(parts) and len(ending) == 2 and all(map(HAN.match, ending))


def _freedom(candidate: Candidate, texts: Mapping[int, str]) -> float:
    """The lower of the entropies (nats) of its left and right neighbours."""
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    size = len(candidate.surface)
    for number, start in map(split, candidate.places):
        text = texts[number]
        left[text[start - 1] if start else ""] += 1
        right[text[start + size] if start + size < len(text) else ""] += 1
    return min(_entropy(left), _entropy(right))


def _entropy(counted: Counter[str]) -> float:
    total = counted.total()
    return -sum(count / total * log(count / total) for count in counted.values())


def _inside(candidates: Mapping[str, Candidate]) -> Mapping[str, tuple[int, int]]:
    """Surface → mean and maximum count of the longer candidates (seen twice or more) that contain it."""
    counts: defaultdict[str, list[int]] = defaultdict(list)
    for surface, candidate in candidates.items():
        count = len(candidate.places)
        if count > 1:
            for part in {
                surface[start:end] for start in range(len(surface)) for end in range(start + 2, len(surface) + 1)
            }:
                if part != surface and part in candidates:
                    counts[part].append(count)
    return {part: (sum(found) // len(found), max(found)) for part, found in counts.items()}
