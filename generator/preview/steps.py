"""What the author decided in this run of the preview: written in order, each taken back by itself.

A decision may change several files. It is carried out as a whole or not at all; so is its undoing, which puts back the
very bytes that stood there before, and only where nobody has changed them since.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from generator.author import edits as desk
from generator.core.errors import Problem, SiteError, Text

Make = Callable[[], desk.Edit]
"""Gives an edit of the files as they are when it is called."""


class Step(NamedTuple):
    """A decision that was carried out."""

    number: int
    said: Text
    edits: tuple[desk.Edit, ...]
    typed: Mapping[str, str]
    """Words → definitions that the author typed: her undoing gives them back to her."""


class Steps(Struct):
    """The decisions that can be taken back, the last one on top."""

    root: Path
    done: list[Step] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, said: Text, edits: Sequence[desk.Edit], typed: Mapping[str, str]) -> None:
        """Remember a decision; its `edits` are written."""
        self.done.append(Step(next(self._numbers), said, merged(edits), typed))

    def find(self, number: int | None) -> Step | None:
        """The decision of that number, the last one without it; None where there is none."""
        if number is None:
            return self.done[-1] if self.done else None
        return next((step for step in self.done if step.number == number), None)

    def later(self, step: Step) -> Step | None:
        """The next decision after `step` that changed one of its files: it has to be taken back first."""
        paths = {edit.path for edit in step.edits}
        after = self.done[self.done.index(step) + 1 :]
        return next((one for one in after if any(edit.path in paths for edit in one.edits)), None)


def carry_out(root: Path, makers: Sequence[Make]) -> list[desk.Edit]:
    """Make and write edits in order, each made from what the ones before it left. Raises SiteError; the files are then
    as they were.
    """
    written: list[desk.Edit] = []
    try:
        for make in makers:
            edit = make()
            desk.write(root, edit)
            written.append(edit)
    except SiteError as error:
        raise SiteError([*error.problems, *take_back(root, written)]) from None
    return written


def take_back(root: Path, written: Sequence[desk.Edit]) -> tuple[Problem, ...]:
    """Put back what stood before each edit, the last one first; what could not be put back, as somebody changed it."""
    problems: list[Problem] = []
    for edit in reversed(written):
        try:
            desk.write(root, desk.inverse(edit))
        except SiteError as error:
            problems += error.problems
    return tuple(problems)


def merged(edits: Sequence[desk.Edit]) -> tuple[desk.Edit, ...]:
    """One edit for each file: from what it held before the first to what it holds after the last."""
    whole: dict[str, desk.Edit] = {}
    for edit in edits:
        first = whole.get(edit.path, edit)
        whole[edit.path] = desk.Edit(edit.path, first.before, edit.after, edit.home)
    return tuple(whole.values())
