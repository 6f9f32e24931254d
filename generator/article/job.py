"""The job of a worker process: composes the article at a path."""

from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from generator import readers
from generator.article.compose import Composer, Result
from generator.core.article import Composed
from generator.core.draft import Meta
from generator.core.entry import Glossary
from generator.core.errors import Problem
from generator.core.settings import AnnotateSettings, Config
from generator.store import cache, seal

PARTS = ("composed", "html", "text", "mentions")
"""Names of the stored parts of an article: the composed article, its woven HTML, the text of its passages, which is
searched for candidates when the glossary changes, and its mentions by entry."""

_encode = msgspec.json.encode


class SerializedArticle(NamedTuple):
    """A composed article as a worker sends it, ready to store, so that little is left to do in the main process."""

    path: str
    digest: str
    """Of its source."""
    key: str
    """Its cache key."""
    names: tuple[str, ...]
    """As in `Result`."""
    parts: tuple[bytes, ...]
    """The bytes of PARTS; empty for an article with errors, which is not stored."""
    sums: tuple[str, ...]
    """Checksums of the parts."""
    faulty: Composed | None = None
    """The article, if it has errors."""


class Job:
    """A picklable function from a site-relative path to the composed article."""

    def __init__(self, root: Path, config: Config, glossary: Glossary, settings: AnnotateSettings) -> None:
        self.root = root
        self._parts = (config, glossary, settings)

    @cached_property
    def composer(self) -> Composer:
        """Created lazily, once per process; forked processes inherit it."""
        return Composer(*self._parts)

    @cached_property
    def base(self) -> str:
        """Digest of all inputs shared by the articles: code, settings and glossary."""
        return cache.key(self.composer.base, self._parts[1].digest)

    def __call__(self, path: str) -> SerializedArticle:
        """Compose the article at `path`. If it cannot be read, the result has that problem."""
        source = readers.load(self.root, path)
        if isinstance(source, Problem):
            return SerializedArticle(path, "", "", (), (), (), Composed(meta=Meta(), path=path, problems=(source,)))
        return serialized(self.composer.compose(source))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without the composer, which the receiving process creates itself."""
        return _elsewhere, (seal.key(), self.root, *self._parts)


def _elsewhere(key: bytes, *parts: Any) -> Job:  # noqa: ANN401 — as the constructor has them
    """The job in another process, perhaps on another machine: what it makes is sealed for us."""
    seal.use(key)
    return Job(*parts)


def serialized(result: Result) -> SerializedArticle:
    """Serialize a composed article."""
    composed, digest, key, names, html, text, mentions = result
    if any(problem.level == "error" for problem in composed.problems):
        return SerializedArticle(composed.path, digest, key, names, (), (), composed)
    parts = _encode(composed), html.encode(), text.encode(), _encode(mentions)
    return SerializedArticle(composed.path, digest, key, names, parts, tuple(map(seal.seal, parts)))


def is_source(path: str, plugins: tuple[str, ...] = ()) -> bool:
    """Whether a site-relative path is that of an article or page. `plugins` may read more suffixes."""
    return path.startswith(("content/articles/", "content/pages/")) and readers.is_read(path, plugins)


def settings_of(config: Config, cache_folder: Path) -> AnnotateSettings:
    """The annotation settings of a site."""
    return AnnotateSettings(config.entities, config.published, "", str(cache_folder), config.plugins)
