"""Loads a site's settings, glossary and theme, if they changed, and collects their problems."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.core.entry import Glossary
from generator.core.errors import Problem, SiteError
from generator.core.settings import Config, SharedGlossary
from generator.settings import config
from generator.store import cache, libraries, scan
from generator.store.personal import templates_folder
from generator.theme.render import Templates


class Loaded(Struct, frozen=True):
    """The inputs that all articles and pages depend on. Parts that failed to load are empty; see `problems`."""

    config: Config
    glossary: Glossary
    problems: tuple[Problem, ...]
    templates_of: "TemplatesOf"
    shared: Mapping[str, scan.Stat] = {}
    """Absolute path → stat of the files of the shared glossaries, before they were read."""
    sources: tuple[str, ...] = ()
    """The real paths of the shared glossaries."""

    def templates(self, config: Config) -> Templates:
        """The theme's templates for these settings. Raises SiteError."""
        return self.templates_of(config)

    def beside(self) -> dict[str, scan.Stat]:
        """The stats of what belongs to packages that the site names: the files of its plugins, and the folders in which
        all packages lie, as plugins may use any of them, and a glossary may be in another one than before.
        """
        names = self.config.plugins
        if not names and not any(table.package for table in self.config.glossaries):
            return {}
        from generator import plugins  # few sites use any

        return {path: scan.stat_of(path) for path in (*plugins.sources(names), *libraries.folders())}

    def preload(self) -> None:
        """Load all templates, so that forked processes inherit them. Errors are reported later, when pages are rendered."""
        with suppress(SiteError):
            templates = self.templates(self.config)
            templates.ready(templates.theme.layouts())


class TemplatesOf(Struct):
    """Makes the site's templates, cached by layouts and settings."""

    root: Path
    folder: Path | None
    stamp: object = None
    _made: tuple[object, Templates] | None = field(default=None)

    def __call__(self, config: Config) -> Templates:
        """The templates for `config`."""
        if self._made is None or self._made[0] != (self.stamp, config):
            self._made = (self.stamp, config), Templates(self.root / "layouts", config, self.folder)
        return self._made[1]


class Loader:
    """Loads a site's settings and glossary. The parsed glossary is cached in `folder` until a file changes."""

    def __init__(self, root: Path, folder: Path, *, read: bool = True) -> None:
        self.root = root
        self._file = folder / "glossary.json"
        self._read = read
        self._templates = TemplatesOf(root, templates_folder(root))
        self.changed_meanwhile = False
        """Whether the glossary's files changed while they were read, so that the result does not match `files`."""
        self._glossary: tuple[object, Glossary, tuple[Problem, ...]] | None = None

    def load(self, files: Mapping[str, scan.Stat]) -> Loaded:
        """The current settings, glossary and theme; `files` is a scan of the site."""
        problems: tuple[Problem, ...] = ()
        try:
            settings = config.load(self.root)
        except SiteError as error:
            settings, problems = Config(), error.problems
        if settings.plugins:
            from generator import plugins  # few sites use any

            if faults := plugins.problems(settings.plugins):
                settings, problems = replace(settings, plugins=()), faults
        sources = _sources(self.root, settings.glossaries)
        seen, shared = scan.now(), scan.shared(sources)
        entries, more = self._load_glossary(files, settings.glossaries, shared, seen)
        self._templates.stamp = {path: stat for path, stat in files.items() if path.startswith("layouts/")}
        return Loaded(settings, entries, problems + more, self._templates, shared, sources)

    def _load_glossary(
        self,
        files: Mapping[str, scan.Stat],
        tables: Sequence[SharedGlossary],
        shared: Mapping[str, scan.Stat],
        seen: int,
    ) -> tuple[Glossary, tuple[Problem, ...]]:
        stats = {path: stat for path, stat in files.items() if path.startswith("content/glossary/")}
        stamp = cache.key(stats, scan.program(), tables, shared)
        trusted = all(scan.trusted(stat, seen) for stat in (*stats.values(), *shared.values()))
        if trusted and self._glossary and self._glossary[0] == stamp:
            return self._glossary[1:]
        if (
            trusted
            and self._read
            and (kept := cache.load(self._file, tuple[str, Glossary, tuple[Problem, ...]]))
            and kept[0] == stamp
        ):
            self._glossary = kept
            return kept[1:]
        from generator.glossary import load as glossary  # lazy: needed only if it changed

        entries, problems = glossary.survey(self.root, tables)
        changed = bool(shared) and scan.shared(_sources(self.root, tables)) != shared
        self.changed_meanwhile = changed or scan.below(self.root, glossary.FOLDER)[0] != stats
        if trusted and not self.changed_meanwhile:  # else the files may still change without a new stat
            self._glossary = (stamp, entries, tuple(problems))
            cache.save(self._file, self._glossary)
        return entries, tuple(problems)


def _sources(root: Path, tables: Sequence[SharedGlossary]) -> tuple[str, ...]:
    if not tables:
        return ()
    from generator.glossary import shared  # few sites have any

    return shared.sources(root, tables)
