"""jieba's hidden Markov model for unknown words.

Each Han character is the beginning, middle or end of a word, or a word by itself (B, M, E, S). The tables are read from
jieba's data modules, without importing the package.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any, NamedTuple

from generator.annotate.segmenting.dictionary import jieba_file

PREVIOUS = {"B": "ES", "M": "BM", "E": "BM", "S": "ES"}
"""State → possible states of the previous character. Ties go to the later letter, as in jieba."""
MIN_LOG = -3.14e100


class Tables(NamedTuple):
    """Natural logarithms of probabilities."""

    start: Mapping[str, float]
    trans: Mapping[str, Mapping[str, float]]
    emit: Mapping[str, Mapping[str, float]]


@cache
def tables() -> Tables:
    """The model's tables, loaded once in a few milliseconds."""
    return Tables(_table("prob_start"), _table("prob_trans"), _table("prob_emit"))


def _table(name: str) -> Any:  # noqa: ANN401 — the tables differ in depth; `Tables` has their types
    spec = spec_from_file_location(f"generator.annotate._{name}", jieba_file(f"finalseg/{name}.py"))
    assert spec is not None, "a path ending in .py always gives a spec"
    assert spec.loader is not None, "and a loader"
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


def cut(han: str) -> Iterator[tuple[int, int]]:
    """Word ranges in a run of Han characters, by the model alone, as in `jieba.finalseg`."""
    begin = 0
    for at, state in enumerate(_states(han)):
        if state in "ES":
            yield begin, at + 1
            begin = at + 1


def _states(han: str) -> list[str]:
    start, trans, emit = tables()
    scores = {state: start[state] + emit[state].get(han[0], MIN_LOG) for state in "BMES"}
    steps: list[dict[str, str]] = []
    for char in han[1:]:
        step: dict[str, str] = {}
        reached: dict[str, float] = {}
        for state, before in PREVIOUS.items():
            here = emit[state].get(char, MIN_LOG)
            reached[state], step[state] = max((scores[one] + trans[one][state] + here, one) for one in before)
        steps.append(step)
        scores = reached
    state = max("ES", key=lambda last: (scores[last], last))
    states = [state]
    for step in reversed(steps):
        state = step[state]
        states.append(state)
    return states[::-1]
