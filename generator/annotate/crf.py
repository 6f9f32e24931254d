"""Loads conditional random fields. The only module that imports python-crfsuite for labelling."""

from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


def opened(name: str, weights: bytes | None = None) -> tuple[Any, bytes]:
    """A `pycrfsuite.Tagger` (untyped) with the packaged weights of this name, or those given, and the weights' bytes.

    The tagger reads from the bytes, so the caller must keep them alive. It is stateful: `marginal` answers for the last
    sequence set, so the caller must hold a lock around each query.
    """
    import pycrfsuite  # lazy: many sites never label a text

    tagger = pycrfsuite.Tagger()
    kept = weights or (DATA / name).read_bytes()
    tagger.open_inmemory(kept)
    return tagger, kept
