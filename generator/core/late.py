"""Mappings that are computed at the first access, as most sites never need some of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class LateMapping(Mapping[Key, Value]):
    """The mapping that `make(*given)` returns, called once."""

    __slots__ = ("_given", "_made", "_make")

    def __init__(self, make: Callable[..., Mapping[Key, Value]], given: tuple[object, ...] = ()) -> None:
        self._make = make
        self._given = given
        self._made: Mapping[Key, Value] | None = None

    @property
    def _known(self) -> Mapping[Key, Value]:
        if self._made is None:
            self._made = self._make(*self._given)
        return self._made

    def __getitem__(self, key: Key) -> Value:
        return self._known[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
