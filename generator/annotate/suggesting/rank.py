"""Ranks candidates by measures of termhood, combined by a logistic model.

The measures: TF-IDF against general Chinese, entropy of the left and right neighbours (a word combines freely), spread
over the text, nesting in longer candidates (after C-value, Frantzi et al. 2000), number of words, presence in the
dictionary. PMI and TextRank were measured too and added nothing. The weights were fitted on terms that the authors of
287 articles had set in bold, linked or quoted; the articles are not part of this project.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import exp, log

from msgspec import Struct

from generator.annotate.rarity import HAN, rarity
from generator.annotate.suggesting.candidates import Candidate, split
from generator.annotate.words import Words
from generator.core.passage import Passage

SPEECH_TAGS = ("d", "r", "c", "y", "p", "u", "e", "o", "i", "l")
"""Parts of speech that show a quotation to be speech, not a name: adverbs, pronouns, idioms …"""
VERY_RARE = -14.0
"""Weight (log probability) below which a dictionary word is very rare."""
BASE = -6.57
WEIGHTS = {
    "frequency": 0.8,
    "rarity": 0.17,
    "freedom": 0.7,
    "compound": 0.63,
    "known": -0.7,
    "name": 0.45,
    "spread": 0.34,
    "single": 0.4,
    "inside": -0.75,
    "coined": 0.9,
    "family": 1.5,
    "abbreviation": 1.5,
    "verb": -0.7,
    "ends in verb": -1.0,
    "begins with verb": -0.7,
    "other": -0.8,
    "once": -1.0,
    "said": -2.0,
    "plain": -1.5,
}
EVIDENCE = {"quoted": 2.6, "defined": 0.5, "latin": -0.3, "ranked": 0.0, "entity": 1.0}
"""Log odds that a kind of evidence adds."""

ABBREVIATION = re.compile(r"(?![A-Z]?[0-9]+$)[A-Z0-9]{2,5}(?: ?端)?|[A-Z] ?端")
"""Short capitals abbreviate something that a reader may not know; a letter with a number (X1) does not."""
NO_NAME = re.compile(r"[IVX]+|-{1,2}[A-Za-z][\w-]*|(?:C[a-z]{2,3}l|Ctrl|Alt|Shift|Cmd)[ +].*", re.IGNORECASE)
"""Roman numerals, options of commands, shortcuts."""
LONG = 4
"""A quoted dictionary word of this length is more often a term."""
FUNCTION = frozenset("rdpcu")
"""Tags of function words, as the first of two characters."""
ENDS = frozenset("dcpur")
"""Tags of single characters that end no name: 段也."""


class Measured(Struct, frozen=True):
    """A candidate with its probability of being a term."""

    candidate: Candidate
    score: float
    """0 to 1."""


def measure(candidates: Mapping[str, Candidate], passages: Sequence[Passage], words: Words) -> list[Measured]:
    """The candidates with their scores, best first, without fragments that occur mostly inside a longer candidate."""
    texts = {passage.number: passage.text for passage in passages}
    inside = _inside(candidates)
    heads = _new_heads(candidates, words)
    scored = []
    for surface, candidate in candidates.items():
        count = len(candidate.places)
        longer, most = inside.get(surface, (0, 0))
        if (candidate.group == "ranked" and count < 2) or (
            candidate.group in ("ranked", "entity") and most >= 0.8 * count
        ):
            continue
        parts = candidate.words or tuple(
            surface[start:end] for start, end in words.cut(surface) if not surface[start:end].isspace()
        )
        if _is_phrase(candidate, parts, words):
            continue
        measures = {
            "frequency": log(count),
            "rarity": rarity(parts, words),
            "freedom": _freedom(candidate, texts),
            "compound": float(len(parts) > 1),
            "known": float(len(parts) == 1 and words.known(surface)),
            "name": float(words.tag(parts[-1])[:2] in ("nr", "ns", "nt", "nz")) if parts else 0.0,
            "spread": log(len({split(place)[0] for place in candidate.places})),
            "single": float(sum(len(part) == 1 for part in (parts[:1] + parts[-1:])) if len(parts) > 1 else 0),
            "inside": longer / count,
            "coined": float(
                len(parts) > 1 and any(len(part) > 1 and HAN.match(part) and not words.known(part) for part in parts)
            ),
            "family": float(surface[-2:] in heads and _ends_in_two(parts)),
            "abbreviation": float(bool(ABBREVIATION.fullmatch(surface))),
            **_speech(candidate, parts, words),
        }
        odds = BASE + EVIDENCE[candidate.group] + sum(WEIGHTS[name] * value for name, value in measures.items())
        scored.append(Measured(candidate, 1 / (1 + exp(-odds))))
    return sorted(scored, key=lambda one: (-one.score, one.candidate.places[0], one.candidate.surface))


def _speech(candidate: Candidate, parts: Sequence[str], words: Words) -> Mapping[str, float]:
    """Measures from parts of speech: terms are nouns; a quotation with adverbs or a leading verb is speech."""
    tags = [words.tag(part) for part in parts]
    last = tags[-1] if tags else ""
    if candidate.group == "ranked":
        verb = last[:1] == "v" and last != "vn"
        return {
            "verb": float(verb and len(parts) == 1),
            "ends in verb": float(verb and len(parts) > 1),
            "other": float(bool(last) and last[0] not in "nv" and len(parts[-1]) > 1),
            "begins with verb": float(len(parts) > 1 and tags[0] == "v"),
        }
    if candidate.group == "latin":
        return {"once": float(len(candidate.places) == 1)}
    if candidate.group == "quoted" and candidate.type == "term" and len(candidate.places) == 1:
        spoken = any(tag[:1] in SPEECH_TAGS for tag in tags) or (len(parts) > 2 and tags[0] == "v")
        plain = len(parts) == 1 and len(candidate.surface) < LONG and words.known(candidate.surface)
        return {"said": float(spoken), "plain": float(plain)}
    return {}


def _is_phrase(candidate: Candidate, parts: Sequence[str], words: Words) -> bool:
    """Whether a candidate is no name of anything: function words (这是, 将会), a cut phrase (开发新), a Roman numeral, an
    option or a shortcut (-d, Ctrl+C).
    """
    surface = candidate.surface
    if NO_NAME.fullmatch(surface):
        return True
    if candidate.group not in ("ranked", "entity") or not parts:
        return False
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
    return frozenset(
        end for end, count in ends.items() if count > 1 and (words.weight(end) or 2 * VERY_RARE) < VERY_RARE
    )


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
