"""What the entity model gives for each feature, in a form that needs no parsing.

The model is linear: a word's score for a label is the sum of the weights of its features. A *gain* is a label's
weight over that of "no name" (`O`). The gains of one feature for all labels are packed into one integer, a lane of 16
bits each, so that adding integers adds the gains of every label at once.

The file holds the names of the features by lines, an empty line, and for each feature a byte for each label of
`LABELS`: the gain in steps of 1 / `SCALE`, plus 128. What
the model gives for going from one label to another, over staying outside, stands there as features as well: `STEP`
with the label before, and `LEAVE`. `training` makes the file from the model.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from struct import Struct

FILE = "entities.gains"
LABELS = ("Bp", "Bl", "Bo", "Sp", "Sl", "So", "Ep", "El", "Eo", "Ip", "Il", "Io")
"""The labels in the order of their lanes: beginning, alone, end, inside; person, place, organisation."""
LANE = 16
"""Bits of a lane. The features of one word stay far within them."""
SCALE = 14
NOUGHT = 128
STEP, LEAVE = "T", "T>O"
MIDDLE = 1 << LANE - 1
LANES = Struct(f"<{len(LABELS)}H")
BIAS = sum(MIDDLE << LANE * lane for lane in range(len(LABELS)))
"""Added to a packed integer it makes every lane positive."""


class Gains(dict[str, int]):
    """Feature → packed gains; nought for what the model does not know."""

    def __init__(self, data: bytes | None = None) -> None:
        data = (Path(__file__).parents[2] / "data" / FILE).read_bytes() if data is None else data
        names, _, self._rows = data.partition(b"\n\n")
        lines = names.decode("utf-8").split("\n")
        self._numbers = dict(zip(lines, range(len(lines)), strict=True))
        self.chars = {
            pair: (self["m" + pair], self["l" + pair]) for pair in {name[1:] for name in lines if name[0] in "lm"}
        }
        """Two characters at the edges of neighbouring words → what they give to the left word and to the right one."""

    def __missing__(self, feature: str) -> int:
        number = self._numbers.get(feature)
        if number is None:
            return 0
        gains = self[feature] = _packed(self._rows, number * len(LABELS))
        return gains

    def total(self, features: Iterable[str]) -> int:
        """What the features give together."""
        total = 0
        for feature in features:
            total += self[feature]
        return total


def _packed(rows: bytes, at: int) -> int:
    """The row that begins at `at` as one integer. It may be negative: packed integers are added and subtracted."""
    spaced = bytearray(LANES.size)
    spaced[::2] = rows[at : at + len(LABELS)]
    return int.from_bytes(spaced, "little") - NOUGHT * BIAS // MIDDLE


def steps(packed: int) -> tuple[int, ...]:
    """The numbers in a packed integer, by lane."""
    return tuple([step - MIDDLE for step in LANES.unpack((packed + BIAS).to_bytes(LANES.size, "little"))])


def written(weights: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]) -> bytes:
    """The file for a model's weights by feature and label, and by two labels in a row."""
    weights = {**weights, **_moves(transitions)}
    names = sorted({feature for feature, _ in weights if "\n" not in feature})
    rows = bytearray()
    kept = []
    for name in names:
        outside = weights.get((name, "O"), 0.0)
        row = [round(SCALE * (weights.get((name, label), 0.0) - outside)) for label in LABELS]
        if any(row):
            kept.append(name)
            rows += bytes(NOUGHT + max(-NOUGHT, min(NOUGHT - 1, step)) for step in row)
    return "\n".join(kept).encode("utf-8") + b"\n\n" + bytes(rows)


def _moves(transitions: Mapping[tuple[str, str], float]) -> Mapping[tuple[str, str], float]:
    """Transitions as features: what is gained over going from `O` to `O`. Two labels that the model never saw in a row
    weigh nought.
    """
    stay = transitions["O", "O"]
    found = {(LEAVE, label): transitions.get((label, "O"), 0.0) - stay for label in LABELS}
    for label in ("O", *LABELS):
        found |= {(STEP + label, after): transitions.get((label, after), 0.0) - stay for after in LABELS}
    return found
