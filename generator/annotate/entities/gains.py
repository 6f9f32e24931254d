"""The entity model's weights, packed so that one integer addition adds the gains of all labels.

The model is linear: a word's score for a label is the sum of the weights of its features. A *gain* is a label's weight
minus that of "no name" (`O`). The gains of one feature for all labels are packed into one integer, in lanes of 16 bits.

The file holds the feature names, one a line, an empty line, and for each feature one byte for each of `LABELS`: the gain
in steps of 1 / `SCALE`, plus 128. Transitions between labels, minus that from `O` to `O`, are features too: `STEP` with
the previous label, and `LEAVE`. `training` writes the file from the model.
"""

from collections.abc import Iterable, Mapping
from struct import Struct

from generator.core.tables import FOLDER

FILE = "entities.gains"
LABELS = ("Bp", "Bl", "Bo", "Sp", "Sl", "So", "Ep", "El", "Eo", "Ip", "Il", "Io")
"""The labels in lane order: begin, single, end, inside; person, place, organisation."""
LANE = 16
"""Bits of a lane, more than the sum of one word's features needs."""
SCALE = 14
ZERO = 128
STEP, LEAVE = "T", "T>O"
MIDDLE = 1 << LANE - 1
LANES = Struct(f"<{len(LABELS)}H")
BIAS = sum(MIDDLE << LANE * lane for lane in range(len(LABELS)))
"""Makes every lane of a packed integer positive when added."""


class Gains(dict[str, int]):
    """Feature → packed gains; 0 for unknown features."""

    def __init__(self, data: bytes | None = None) -> None:
        data = (FOLDER / FILE).read_bytes() if data is None else data
        names, _, self._rows = data.partition(b"\n\n")
        lines = names.decode("utf-8").split("\n")
        self._numbers = dict(zip(lines, range(len(lines)), strict=True))
        self.chars: dict[str, dict[str, tuple[int, int]]] = {}
        """The last character of a word → the first of the next → their gains for the left and for the right word."""
        for pair in {name[1:] for name in lines if name[0] in "lm"}:
            self.chars.setdefault(pair[0], {})[pair[1]] = self["m" + pair], self["l" + pair]

    def __missing__(self, feature: str) -> int:
        number = self._numbers.get(feature)
        if number is None:
            return 0
        gains = self[feature] = _packed(self._rows, number * len(LABELS))
        return gains

    def total(self, features: Iterable[str]) -> int:
        """The sum of the features' gains."""
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


def steps(packed: int) -> tuple[int, ...]:
    """The lanes of a packed integer."""
    return tuple([step - MIDDLE for step in LANES.unpack((packed + BIAS).to_bytes(LANES.size, "little"))])


def written(weights: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]) -> bytes:
    """The file's content, from a model's weights by (feature, label) and by (label, next label)."""
    weights = {**weights, **_moves(transitions)}
    names = sorted({feature for feature, _ in weights if "\n" not in feature})
    rows = bytearray()
    kept = []
    for name in names:
        outside = weights.get((name, "O"), 0.0)
        row = [round(SCALE * (weights.get((name, label), 0.0) - outside)) for label in LABELS]
        if any(row):
            kept.append(name)
            rows += bytes(ZERO + max(-ZERO, min(ZERO - 1, step)) for step in row)
    return "\n".join(kept).encode("utf-8") + b"\n\n" + bytes(rows)


def _moves(transitions: Mapping[tuple[str, str], float]) -> Mapping[tuple[str, str], float]:
    """Transitions as features, minus that from `O` to `O`. Unseen transitions weigh 0."""
    stay = transitions["O", "O"]
    found = {(LEAVE, label): transitions.get((label, "O"), 0.0) - stay for label in LABELS}
    for label in ("O", *LABELS):
        found |= {(STEP + label, after): transitions.get((label, after), 0.0) - stay for after in LABELS}
    return found
