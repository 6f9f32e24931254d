"""The author's decisions in this run of the preview, each of which can be undone.

A decision may change several files, and is carried out as a whole or not at all. So is its undoing, which restores the
previous bytes, unless a file was changed since.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from generator.author.edits import Edit, inverse, write
from generator.core.errors import Problem, SiteError, Text

Make = Callable[[], Edit]
"""Makes an edit from the current files."""


class Step(NamedTuple):
    """A decision that was carried out."""

    number: int
    said: Text
    edits: tuple[Edit, ...]
    typed: Mapping[str, str]
    """Word → definition typed by the author, given back when she undoes the decision."""


class Steps(Struct):
    """The decisions that can be undone, the latest last."""

    root: Path
    done: list[Step] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, said: Text, edits: Sequence[Edit], typed: Mapping[str, str]) -> None:
        """Record a decision whose `edits` are written."""
        self.done.append(Step(next(self._numbers), said, merged(edits), typed))

    def find(self, number: int | None) -> Step | None:
        """The decision with this number (without one the last), or None."""
        if number is None:
            return self.done[-1] if self.done else None
        return next((step for step in self.done if step.number == number), None)

    def later(self, step: Step) -> Step | None:
        """The next decision after `step` that changed one of its files and must be undone first, or None."""
        paths = {edit.path for edit in step.edits}
        after = self.done[self.done.index(step) + 1 :]
        return next((one for one in after if any(edit.path in paths for edit in one.edits)), None)


def carry_out(root: Path, makers: Sequence[Make]) -> list[Edit]:
    """Make and write edits in order, each from the result of those before. Raises SiteError, after restoring the files."""
    written: list[Edit] = []
    try:
        for make in makers:
            edit = make()
            write(root, edit)
            written.append(edit)
    except SiteError as error:
        raise SiteError([*error.problems, *take_back(root, written)]) from None
    return written


def take_back(root: Path, written: Sequence[Edit]) -> tuple[Problem, ...]:
    """Undo edits, the last first; returns problems for files that were changed since."""
    problems: list[Problem] = []
    for edit in reversed(written):
        try:
            write(root, inverse(edit))
        except SiteError as error:
            problems += error.problems
    return tuple(problems)


def merged(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """One edit for each file, from its content before the first edit to that after the last."""
    whole: dict[str, Edit] = {}
    for edit in edits:
        first = whole.get(edit.path, edit)
        whole[edit.path] = Edit(edit.path, first.before, edit.after, edit.home)
    return tuple(whole.values())
