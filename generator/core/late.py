"""Collections that are worked out when something is first looked up in them: most sites never ask some of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class LateMapping(Mapping[Key, Value]):
    """What `make` gives, which is called once."""

    def __init__(self, make: Callable[[], Mapping[Key, Value]]) -> None:
        self._make = make
        self._made: Mapping[Key, Value] | None = None

    @property
    def _known(self) -> Mapping[Key, Value]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: Key) -> Value:
        return self._known[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class LateSet(AbstractSet[Value]):
    """What `make` gives, which is called once."""

    def __init__(self, make: Callable[[], AbstractSet[Value]]) -> None:
        self._make = make
        self._made: AbstractSet[Value] | None = None

    @property
    def _known(self) -> AbstractSet[Value]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __contains__(self, value: object) -> bool:
        return value in self._known

    def __iter__(self) -> Iterator[Value]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> AbstractSet[Any]:
        """What operators such as `|` give: a set that is made already."""
        return frozenset(it)
