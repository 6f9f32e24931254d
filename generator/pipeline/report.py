"""The options of a build, and its report."""

import time
from collections.abc import Mapping

from msgspec import Struct, field

from generator.core.errors import Problem, Text
from generator.pipeline import workers
from generator.store import state


class Options(Struct, frozen=True):
    """Options of a build."""

    drafts: bool = False
    future: bool = False
    jobs: int = 0
    """Number of processes; 0 for one per core."""
    use_cache: bool = True
    """Reuse results of earlier builds."""
    strict: bool = False
    """Warnings stop the build too."""
    base_url: str = ""
    """Overrides the site's setting."""
    whole: bool = True
    """Replace the output in one atomic step. The preview writes file by file instead, which is faster."""
    search: bool = True
    """Build the search index, if the site has one."""
    executor: workers.Pool | None = None
    """Composes the articles, instead of local processes."""
    everything: bool = False
    """Show private and expired articles too; only for the preview."""

    @property
    def digest(self) -> str:
        """Digest of the options that the output depends on."""
        digest = state.options_digest(
            drafts=self.drafts, future=self.future, strict=self.strict, base_url=self.base_url
        )
        return f"{digest} everything" if self.everything else digest


class Report(Struct, frozen=True):
    """The result of a build. Paths are relative to the output folder."""

    articles: int = 0
    pages: int = 0
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    rebuilt: Mapping[str, Text] = field(default_factory=dict)
    """Path of a written file → why it was rebuilt."""
    timings: Mapping[str, float] = field(default_factory=dict)
    """Seconds by stage."""


class Clock:
    """Measures seconds by stage."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """End `stage` now."""
        now = time.perf_counter()
        self.laps[stage], self._last = now - self._last, now

    def total(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._began
