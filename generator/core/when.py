"""Historical dates and spans, of any year and as precise as known."""

from typing import NamedTuple

from msgspec import Struct


class Day(NamedTuple):
    """A year, month or day of the Gregorian calendar, extended backwards; 0 for a part that is not known."""

    year: int
    """Astronomical: 0 is 1 BCE, -220 is 221 BCE."""
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """ISO 8601: `1998-11`, `-0220`."""
        year = f"-{-self.year:04}" if self.year < 0 else f"{self.year:04}"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def position(self) -> float:
        """The beginning of the period, in years."""
        return self.year + (max(self.month, 1) - 1) / 12 + (max(self.day, 1) - 1) / 365

    @property
    def end(self) -> float:
        """The end of the period, in years."""
        return self.position + (1 / 365 if self.day else 1 / 12 if self.month else 1)


class When(Struct, frozen=True):
    """A date, or the time from one to another."""

    written: str
    first: Day
    last: Day | None = None
    """None: a single date, or not over yet."""
    open: bool = False
    """Whether it goes on."""
    era: bool = False
    """Whether it is written by the name of an era, so that readers need the year too."""

    @property
    def years(self) -> str:
        """Its years in numbers: `1722`, `1620–1644`."""
        return f"{self.first.year}–{self.last.year}" if self.last else str(self.first.year)
