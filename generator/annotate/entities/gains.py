"""The entity model's weights, packed so that one integer addition adds the gains of all labels.

The model is linear: a word's score for a label is the sum of the weights of its features. A *gain* is a label's weight
minus that of "no name" (`O`). The gains of one feature for all labels are packed into one integer, in lanes of 16 bits.

The file holds the feature names, one a line, an empty line, and for each feature one byte for each of `LABELS`: the gain
in steps of 1 / `SCALE`, plus 128. Transitions between labels, minus that from `O` to `O`, are features too: `STEP` with
the previous label, and `LEAVE`. `training` writes the file from the model.
"""

from collections.abc import Container, Iterable, Mapping
from struct import Struct
from typing import Protocol

from generator.core.tables import FOLDER

FILE = "entities.gains"
LABELS = ("Bp", "Bl", "Bo", "Sp", "Sl", "So", "Ep", "El", "Eo", "Ip", "Il", "Io")
"""The labels in lane order: begin, single, end, inside; person, place, organisation."""
KINDS = 3
BEGINS, SINGLE, ENDS, INSIDE = range(0, 4 * KINDS, KINDS)
"""The first lane of each position."""
LANE = 16
"""Bits of a lane, more than the sum of one word's features needs."""
SCALE = 14
ZERO = 128
STEP, LEAVE = "T", "T>O"
LANES = Struct(f"<{len(LABELS)}H")
MIDDLE = 1 << LANE - 1
BIAS = sum(MIDDLE << LANE * lane for lane in range(len(LABELS)))
"""Makes every lane of a packed integer positive when added."""
NEVER = -(BIAS >> 3)
"""Packed gains of what is part of no name."""


class Weights(Protocol):
    """What `Gains` tells of a model."""

    entering: int
    leaving: int

    def following(self, char: str) -> Container[str]:
        """First characters of words that the model knows after a word that ends with `char`."""

    def knows(self, feature: str) -> bool:
        """Whether the model has this feature: the tagger ignores others."""

    def total(self, features: Iterable[str]) -> int:
        """The sum of the features' packed gains."""


class Everything:
    """Contains whatever it is asked for."""

    def __contains__(self, _: object) -> bool:
        return True


class Unweighed:
    """The weights of a model that is still to be trained: every feature counts, none gains anything."""

    entering = leaving = 0

    def following(self, _: str) -> Container[str]:
        """All."""
        return Everything()

    def knows(self, _: str) -> bool:
        """Yes."""
        return True

    def total(self, _: Iterable[str]) -> int:
        """Nothing."""
        return 0


class Gains(dict[str, int]):
    """Feature → packed gains; 0 for unknown features."""

    def __init__(self, data: bytes | None = None) -> None:
        data = (FOLDER / FILE).read_bytes() if data is None else data
        names, _, self._rows = data.partition(b"\n\n")
        lines = names.decode("utf-8").split("\n")
        self._numbers = dict(zip(lines, range(len(lines)), strict=True))
        self._following: dict[str, set[str]] = {}
        for name in lines:
            if name[0] in "lm":
                self._following.setdefault(name[1], set()).add(name[2])
        self.entering = together(steps(self[STEP + "O"])[:ENDS])
        """Packed gains of transitions from `O` into a name,"""
        self.leaving = together([*[0] * SINGLE, *steps(self[LEAVE])[SINGLE:INSIDE]])
        """and out of one."""

    def __missing__(self, feature: str) -> int:
        number = self._numbers.get(feature)
        if number is None:
            return 0
        gains = self[feature] = _packed(self._rows, number * len(LABELS))
        return gains

    def following(self, char: str) -> Container[str]:
        """First characters of words that the model knows after a word that ends with `char`."""
        return self._following.get(char, ())

    def knows(self, feature: str) -> bool:
        """Whether the model has this feature: the tagger ignores others."""
        return feature in self._numbers

    def total(self, features: Iterable[str]) -> int:
        """The sum of the features' packed gains."""
        total, known, numbers = 0, self.get, self._numbers
        for feature in features:
            gains = known(feature)
            if gains is not None:
                total += gains
            elif feature in numbers:  # most are not: asked here, it costs no call
                total += self[feature]
        return total


def _packed(rows: bytes, at: int) -> int:
    """The row that begins at `at` as one integer, which may be negative."""
    spaced = bytearray(LANES.size)
    spaced[::2] = rows[at : at + len(LABELS)]
    return int.from_bytes(spaced, "little") - ZERO * BIAS // MIDDLE


def together(lanes: Iterable[int]) -> int:
    """The packed integer of these lanes."""
    return sum(step << LANE * lane for lane, step in enumerate(lanes))


def at_least(least: Mapping[int, int]) -> tuple[int, int]:
    """(addend, mask) for a packed integer: after the addition, a bit of the mask is set if a lane is at least `least`."""
    return BIAS - together([least.get(lane, 0) for lane in range(len(LABELS))]), together(
        [MIDDLE * (lane in least) for lane in range(len(LABELS))]
    )


def steps(gains: int) -> tuple[int, ...]:
    """The lanes of a packed integer."""
    return tuple([step - MIDDLE for step in LANES.unpack((gains + BIAS).to_bytes(LANES.size, "little"))])


def written(weights: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]) -> bytes:
    """The file's content, from a model's weights by (feature, label) and by (label, next label)."""
    weights = {**weights, **_moves(transitions)}
    names = sorted({feature for feature, _ in weights if "\n" not in feature})
    rows = bytearray()
    for name in names:
        outside = weights.get((name, "O"), 0.0)
        row = [round(SCALE * (weights.get((name, label), 0.0) - outside)) for label in LABELS]
        rows += bytes(ZERO + max(-ZERO, min(ZERO - 1, step)) for step in row)
    return "\n".join(names).encode("utf-8") + b"\n\n" + bytes(rows)


def _moves(transitions: Mapping[tuple[str, str], float]) -> Mapping[tuple[str, str], float]:
    """Transitions as features, minus that from `O` to `O`. Unseen transitions weigh 0."""
    stay = transitions["O", "O"]
    found = {(LEAVE, label): transitions.get((label, "O"), 0.0) - stay for label in LABELS}
    for label in ("O", *LABELS):
        found |= {(STEP + label, after): transitions.get((label, after), 0.0) - stay for after in LABELS}
    return found
