"""The job of a worker process: composes the article at a path."""

from functools import cached_property
from pathlib import Path

from generator import readers
from generator.article.compose import Composer, Piece, Result
from generator.core.article import Composed
from generator.core.draft import Meta
from generator.core.entry import Glossary
from generator.core.errors import Problem
from generator.core.settings import AnnotateSettings, Config
from generator.store import cache


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

    def __call__(self, path: str) -> Result:
        """Compose the article at `path`. If it cannot be read, the result has that problem."""
        source = readers.load(self.root, path)
        if isinstance(source, Problem):
            return Result(Piece(path, Composed(meta=Meta(), path=path, problems=(source,))))
        return Result(*self.composer.compose(source))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without the composer, which the receiving process creates itself."""
        return Job, (self.root, *self._parts)


def is_source(path: str) -> bool:
    """Whether a site-relative path is that of an article or page."""
    return path.startswith(("content/articles/", "content/pages/")) and Path(path).suffix.lower() in readers.READERS


def settings_of(config: Config, cache_folder: Path, dictionary: str = "") -> AnnotateSettings:
    """The annotation settings of a site."""
    return AnnotateSettings(config.entities, config.published, dictionary, str(cache_folder))
