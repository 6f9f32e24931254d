"""Articles named on the command line (by path, file name or slug), and their finds."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from generator import readers
from generator.article.compose import Composer, Finds
from generator.article.job import is_source, settings_of
from generator.core.entry import Glossary
from generator.core.errors import Place, Problem, SiteError, Text, did_you_mean
from generator.core.settings import AnnotateSettings, Config
from generator.pipeline.build import Site
from generator.settings.config import NO_SITE, load
from generator.store import scan


def finds_in(root: Path, named: Sequence[str]) -> Iterator[tuple[str, Finds, AnnotateSettings]]:
    """For each named article (for all of the site if none is named): its path, its finds, and the settings used.

    A file outside any site is annotated with an empty glossary. Raises SiteError for an unknown name.
    """
    site = Site(root, root / "build") if (root / "site.toml").is_file() or (root / "content").is_dir() else None
    if site is None and not named:
        raise SiteError([NO_SITE])
    plugins = load(root).plugins if (root / "site.toml").is_file() else ()
    paths = [path for path in scan.scan(root)[0] if is_source(path, plugins)] if site else []
    for path in [find_article(name, root, paths) for name in named] if named else paths:
        if site and isinstance(path, str):
            yield path, site.finds(path), settings_of(load(root), root / ".cache")
        else:
            yield str(path), *_outside(Path(path))


def _outside(file: Path) -> tuple[Finds, AnnotateSettings]:
    source = readers.load_file(file)
    if isinstance(source, Problem):
        raise SiteError([source])
    settings = AnnotateSettings()
    return Composer(Config(), Glossary(), settings).find(source), settings


def find_article(name: str, root: Path, paths: Collection[str]) -> str | Path:
    """The site's article called `name`, or the file at that path if it is outside. Raises SiteError if there is none."""
    file = Path(name)
    if file.is_file():
        inside = file.resolve()
        return (
            inside.relative_to(root).as_posix()
            if inside.is_relative_to(root) and inside.relative_to(root).as_posix() in paths
            else file
        )
    by_name = {key: path for path in paths for key in names_of(path)}
    if name in by_name:
        return by_name[name]
    hint = did_you_mean(name, by_name) or Text(
        "写 content/articles/ 里的文件名，例如 welcome", "give a file's name in content/articles/, such as welcome"
    )
    raise SiteError.of("no-article", Place(name), Text("没有这篇文章", "there is no such article"), hint)


def names_of(path: str) -> tuple[str, ...]:
    """The names under which the article at `path` is found."""
    stem = Path(path).stem
    return (
        path,
        path.removeprefix("content/articles/"),
        Path(path).name,
        Path(path).parent.name if stem == "index" else stem,
    )
