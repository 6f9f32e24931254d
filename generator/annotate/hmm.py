"""jieba's hidden Markov model of unknown words: which characters in a row belong together.

Each Han character is at the beginning, in the middle or at the end of a word, or a word by itself (B, M, E, S). The
tables are read from the data modules of the jieba package, without importing it.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any, NamedTuple

from generator.annotate.dictionary import jieba_file

BEFORE = {"B": "ES", "M": "BM", "E": "BM", "S": "ES"}
"""State of a character → the states in which the one before it can be. Equal scores go to the later letter, as in jieba.
"""
NEVER = -3.14e100


class Tables(NamedTuple):
    """Natural logarithms of probabilities."""

    start: Mapping[str, float]
    trans: Mapping[str, Mapping[str, float]]
    emit: Mapping[str, Mapping[str, float]]


@cache
def tables() -> Tables:
    """The model's numbers (the load takes some milliseconds, once)."""
    return Tables(_table("prob_start"), _table("prob_trans"), _table("prob_emit"))


def _table(name: str) -> Any:  # noqa: ANN401 — the tables differ in depth; `Tables` tells their types
    spec = spec_from_file_location(f"generator.annotate._{name}", jieba_file(f"finalseg/{name}.py"))
    assert spec is not None, "a path ending in .py always gives a spec"
    assert spec.loader is not None, "and a loader"
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


def cut(han: str) -> Iterator[tuple[int, int]]:
    """The words of a run of Han characters by the model alone, as `jieba.finalseg` cuts it."""
    begin = 0
    for at, state in enumerate(_states(han)):
        if state in "ES":
            yield begin, at + 1
            begin = at + 1


def _states(han: str) -> list[str]:
    start, trans, emit = tables()
    scores = {state: start[state] + emit[state].get(han[0], NEVER) for state in "BMES"}
    steps: list[dict[str, str]] = []
    for char in han[1:]:
        step: dict[str, str] = {}
        reached: dict[str, float] = {}
        for state, before in BEFORE.items():
            here = emit[state].get(char, NEVER)
            reached[state], step[state] = max((scores[one] + trans[one][state] + here, one) for one in before)
        steps.append(step)
        scores = reached
    state = max("ES", key=lambda last: (scores[last], last))
    states = [state]
    for step in reversed(steps):
        state = step[state]
        states.append(state)
    return states[::-1]
