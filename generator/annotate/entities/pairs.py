"""What two neighbouring words add to each other's features: by their kinds, and by the characters where they meet."""

from typing import NamedTuple

from generator.annotate.entities.gains import Weights


class Pair(NamedTuple):
    """The features of two neighbours that the model has, and their gains."""

    left: tuple[str, ...]
    """Features of the left word,"""
    right: tuple[str, ...]
    """and of the right one."""
    left_gains: int
    right_gains: int
    """Packed gains of both."""


def pair(weights: Weights, left: str, right: str) -> Pair:
    """The pair with these features, as far as the model has them."""
    lefts, rights = ((name,) if weights.knows(name) else () for name in (left, right))
    return Pair(lefts, rights, weights.total(lefts), weights.total(rights))


NONE = Pair((), (), 0, 0)


class After(dict[str, Pair]):
    """Kind of the word after one of the kind `left` → their pair."""

    def __init__(self, weights: Weights, left: str) -> None:
        self._weights, self._left = weights, left

    def __missing__(self, right: str) -> Pair:
        kinds = f"{self._left}|{right}"
        found = self[right] = pair(self._weights, "b" + kinds, "a" + kinds)
        return found


class Kinds(dict[str, After]):
    """Kind of a word → its pairs with the kind of the next one."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def __missing__(self, left: str) -> After:
        found = self[left] = After(self._weights, left)
        return found


class Meetings(dict[str, Pair]):
    """The last character of a word and the first of the next → their pair, for those that the model knows (`Word.following`)."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def __missing__(self, chars: str) -> Pair:
        found = self[chars] = pair(self._weights, "m" + chars, "l" + chars)
        return found
