"""Readers: one for each input format, chosen by suffix."""

from collections.abc import Mapping
from importlib import import_module
from os.path import splitext
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from generator.core.draft import Draft, Reader, Source
from generator.core.errors import Place, Problem, Text
from generator.core.settings import ReadSettings
from generator.readers.addresses import Known
from generator.readers.decode import decode
from generator.readers.source import load, load_file

__all__ = ["READERS", "decode", "is_read", "load", "load_file", "read", "read_article"]

READ = ReadSettings()


class _Lazy(NamedTuple):
    """One of our readers, imported when it is first called."""

    module: str

    def __call__(self, source: Source, settings: ReadSettings = READ, *, known: Known | None = None) -> Draft:
        return import_module(self.module).read(source, settings, known=known)  # type: ignore[no-any-return]


MARKDOWN, PLAIN, HTML = (_Lazy(f"generator.readers.{name}") for name in ("markdown", "plain", "html"))
READERS: Mapping[str, _Lazy] = {".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": PLAIN, ".html": HTML, ".htm": HTML}
"""By suffix, in lower case."""


def read(source: Source, settings: ReadSettings = READ, *, known: Known | None = None) -> Draft:
    """The article in `source`, by the suffix of its path. Unknown suffixes are read as Markdown.

    `known` tells for `[[…]]` whether the glossary has an entry of a name. Without it, every name counts as an entry.
    A plugin's reader comes before ours; if it fails, that raises SiteError.
    """
    suffix = PurePosixPath(source.path).suffix.lower()
    if settings.plugins and (other := _reader_of(suffix, settings.plugins)):
        draft = other(source)
    else:
        draft = READERS.get(suffix, MARKDOWN)(source, settings, known=known)
    if "\ufffd" not in source.text:
        return draft
    return replace(draft, problems=(*draft.problems, _unreadable(source)))


def _reader_of(suffix: str, plugins: tuple[str, ...]) -> Reader | None:
    """The reader that one of the `plugins` has for `suffix`, or None."""
    from generator.readers.added import reader

    return reader(suffix, plugins)


def read_article(source: Source, form: str) -> Draft:
    """The article in `source`, read as one with the suffix `form` (`.md`, `.txt`, `.html`): for the readers of plugins
    that convert a text first. Raises KeyError for another suffix.
    """
    return READERS[form](source)


def is_read(path: str, plugins: tuple[str, ...] = ()) -> bool:
    """Whether a file has a suffix that we, or one of the `plugins`, read."""
    suffix = splitext(path)[1].lower()  # noqa: PTH122 — called for each file
    if suffix in READERS or not plugins:
        return suffix in READERS
    from generator.plugins import suffixes

    return suffix in suffixes(plugins)


def _unreadable(source: Source) -> Problem:
    """The warning that some bytes of a file could not be decoded."""
    line = source.text.count("\n", 0, source.text.index("\ufffd")) + 1
    return Problem(
        "warning",
        "unreadable-character",
        Place(source.path, line),
        Text("这里有无法识别的字符，显示为 �", "a character here cannot be decoded and is shown as �"),
        Text("用编辑器改正它，并存为 UTF-8", "correct it in an editor and save as UTF-8"),
    )
