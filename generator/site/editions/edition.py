"""An edition of a site, and what its files depend on."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote

from generator.core.editions import folder_of, script_of
from generator.core.entry import Entry
from generator.core.library import Library
from generator.core.settings import Config
from generator.site.editions.runs import Names, Runs
from generator.site.editions.script import converter, version
from generator.store.cache import key

PAGES = (".html", ".xml", ".jsonld", "/")
"""How the addresses of files end that an edition has of its own; it shares the pictures of the site."""
FOLDERS = ("assets/", "pagefind/", "previews/", "search/")
"""Folders that an edition has of its own."""

PLAIN = 8192
"""Texts without markup that are kept with what they became: names and titles come again on many pages."""


class Edition:
    """The site in the language `tag`, below `folder` of the output.

    `texts` are the interface's texts that the edition's own catalogue gives; `kept` the addresses of the author's
    files that would look like pages.
    """

    def __init__(
        self, config: Config, tag: str, texts: Mapping[str, str], entries: Iterable[Entry], kept: Iterable[str]
    ) -> None:
        self.tag = tag
        self.main = config.language
        self.base = config.base_url
        self.folder = folder_of(tag, config.editions)
        self.texts = texts
        self.kept = frozenset(path for path in kept if path.endswith(PAGES))
        self._plain: dict[str, str] = {}
        self.names = Names(given_forms(entries, script_of(tag)))

    @cached_property
    def runs(self) -> Runs:
        """Converts texts of the site into texts of the edition."""
        return Runs(converter(self.main, self.tag), self.names)

    def text(self, plain: str) -> str:
        """A text without markup."""
        if plain not in self._plain:
            if len(self._plain) > PLAIN:
                self._plain.clear()
            self._plain[plain] = self.texts.get(plain) or self.runs([(plain,)])[0][0]
        return self._plain[plain]

    def address(self, url: str) -> str:
        """An absolute address, of the edition's own file where it has one."""
        rest = url[len(self.base) :] if self.base and url.startswith(self.base) else None
        if rest is None or not self.has(rest.partition("#")[0].partition("?")[0]):
            return url
        return self.base + self.folder + rest

    @cached_property
    def attributes(self) -> re.Pattern[str]:
        """Finds attributes that may be others in the edition: their names and values. Most are not: a class, an id, the
        address of a page.
        """
        page = r"#|(?!/)[^\"#]*\.html[\"#]" if not self.kept else "#"
        base = f"{re.escape(self.base)}|" if self.base else ""
        return re.compile(
            r"\s(?:(?=(?:src|srcset|poster|action|lang|xml:lang|hreflang)=)"
            rf"|(?=(?:href|data-href)=\"(?:{base}(?!{page})))|(?=content=\"(?:{base}[\x00-!#-\x7f]*[^\x00-\x7f]))"
            r"|(?!(?:id|href|data-href|class|cite)=)(?=[\w:-]+=\"[\x00-!#-\x7f]*[^\x00-\x7f]))"
            r"([\w:-]+)=\"([^\"]*)\""
        )

    @cached_property
    def digest(self) -> str:
        """For all that a file of the edition depends on beside the file of the site."""
        own = (self.tag, self.main, self.base, self.folder, sorted(self.texts.items()), sorted(self.kept))
        return key(*own, sorted(self.names.names.items()), version())

    def has(self, path: str) -> bool:
        """Whether the edition has a file of its own for `path`, an address relative to the site's root, as it is written."""
        own = not path or path.endswith(PAGES) or path.startswith(FOLDERS)
        return own and (not self.kept or unquote(path) not in self.kept)


def given_forms(entries: Iterable[Entry], script: str) -> Mapping[str, str]:
    """Name of an entry → the form that its author gives for the script."""
    given = ((entry, entry.hant if script == "Hant" else entry.hans) for entry in entries)
    return {entry.forms[1] if entry.sense else entry.name: form for entry, form in given if form}


def editions_of(
    library: Library, catalogues: Mapping[str, Mapping[str, str]], files: Iterable[str]
) -> tuple[Edition, ...]:
    """The site's editions beside itself. `catalogues` has the interface's texts by language tag; `files` are the
    addresses of what is copied as it is.
    """
    config = library.config
    entries = [view.entry for view in library.entries.values()]
    kept = list(files) if len(config.editions) > 1 else []
    return tuple(Edition(config, tag, _texts(catalogues, config, tag), entries, kept) for tag in config.editions[1:])


def _texts(catalogues: Mapping[str, Mapping[str, str]], config: Config, tag: str) -> Mapping[str, str]:
    """Text of the site's interface → the edition's, where it has no values to fill in and is not the author's own."""
    ours, theirs = catalogues[config.language], catalogues[tag]
    return {
        text: theirs[name]
        for name, text in ours.items()
        if len(text) > 1 and "{" not in text and name in theirs and name not in config.strings
    }
