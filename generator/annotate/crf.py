"""Loads conditional random fields. The only module that imports python-crfsuite for labelling."""

from typing import Any

from generator.core.tables import FOLDER


def opened(name: str, weights: bytes | None = None) -> tuple[Any, bytes]:
    """A `pycrfsuite.Tagger` (untyped) with the packaged weights of this name, or those given, and the weights' bytes.

    The tagger reads from the bytes, so the caller must keep them alive. It is stateful: `marginal` answers for the last
    sequence set, so the caller must hold a lock around each query.
    """
    import pycrfsuite  # lazy: many sites never label a text

    tagger = pycrfsuite.Tagger()
    kept = weights or (FOLDER / name).read_bytes()
    tagger.open_inmemory(kept)
    return tagger, kept
