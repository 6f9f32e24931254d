"""Weights of a conditional random field, opened for labelling. The only home of python-crfsuite."""

from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


def opened(name: str, weights: bytes | None = None) -> tuple[Any, bytes]:
    """A `pycrfsuite.Tagger` (which has no types) with the packaged weights of this name, or those given.

    The bytes come with it: the tagger reads from them as long as it lives, so its owner must keep them. It also keeps
    the sequence that it labelled last, and answers for that: its owner must hold a lock around each question.
    """
    import pycrfsuite  # only when a text is labelled

    tagger = pycrfsuite.Tagger()
    kept = weights or (DATA / name).read_bytes()
    tagger.open_inmemory(kept)
    return tagger, kept
