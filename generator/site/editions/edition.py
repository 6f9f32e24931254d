"""An edition of a site: its language, texts and addresses, and a digest of them."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote

from generator.core.card import FOLDER
from generator.core.editions import folder_of, script_of
from generator.core.entry import Entry
from generator.core.library import Library
from generator.core.settings import Config
from generator.site.editions.converted import Converted
from generator.site.editions.runs import Names, Runs
from generator.site.editions.script import converter, version
from generator.store.cache import key

PAGES = (".html", ".xml", ".jsonld", "feed.json", "/")
"""Suffixes of files of which an edition has its own copy. Pictures but social cards are shared with the main site."""
FOLDERS = ("assets/", "pagefind/", "previews/", "search/")
"""Folders of which an edition has its own copy."""

CACHE_SIZE = 8192
"""Number of texts without markup whose conversion is kept, as names and titles recur on many pages."""


class Edition:
    """The site in the language `tag`, below `folder` of the output.

    `texts` maps texts of the interface to those of the edition's string table; `kept` are the addresses of the author's
    files, which are not pages even if they look like ones.
    """

    def __init__(
        self, config: Config, tag: str, texts: Mapping[str, str], entries: Iterable[Entry], kept: Iterable[str]
    ) -> None:
        self.tag = tag
        self.main = config.language
        self.base = config.base_url
        self.folder = folder_of(tag, config.editions)
        self.texts = texts
        self.cards = config.cards
        self.kept = frozenset(path for path in kept if path.endswith(PAGES) or path.startswith(FOLDER))
        self.latest: tuple[str, Converted] | None = None
        """Address of the page that was converted last, and how. The annotations of an article follow its page, and need the
        same text.
        """
        self._plain: dict[str, str] = {}
        self.names = Names(given_forms(entries, script_of(tag)))

    @cached_property
    def runs(self) -> Runs:
        """Converts runs of text."""
        return Runs(converter(self.main, self.tag), self.names)

    def text(self, plain: str) -> str:
        """A text without markup, converted."""
        if plain not in self._plain:
            if len(self._plain) > CACHE_SIZE:
                self._plain.clear()
            self._plain[plain] = self.texts.get(plain) or self.runs([(plain,)])[0][0]
        return self._plain[plain]

    def address(self, url: str) -> str:
        """An absolute address, of the edition's own file if it has one."""
        rest = url[len(self.base) :] if self.base and url.startswith(self.base) else None
        if rest is None or not self.has(rest.partition("#")[0].partition("?")[0]):
            return url
        return self.base + self.folder + rest

    @cached_property
    def attributes(self) -> re.Pattern[str]:
        """Matches attributes (name, value) that may differ in the edition. Classes, ids and relative links to pages, which
        are most attributes, do not.
        """
        page = r"#|(?!/)[^\"#]*\.html[\"#]" if not self.kept else "#"
        base = f"{re.escape(self.base)}|" if self.base else ""
        return re.compile(
            r"\s(?:(?=(?:src|srcset|poster|action|lang|xml:lang|hreflang)=)"
            rf"|(?=href=\"(?:{base}(?!{page})))|(?=content=\"(?:{base}[\x00-!#-\x7f]*[^\x00-\x7f]))"
            r"|(?!(?:id|href|class|cite)=)(?=[\w:-]+=\"[\x00-!#-\x7f]*[^\x00-\x7f]))"
            r"([\w:-]+)=\"([^\"]*)\""
        )

    @cached_property
    def digest(self) -> str:
        """A digest of everything that the edition's files depend on, besides the site's files."""
        own = (self.tag, self.main, self.base, self.folder, self.cards, sorted(self.texts.items()), sorted(self.kept))
        return key(*own, sorted(self.names.names.items()), version())

    def has(self, path: str) -> bool:
        """Whether the edition has its own file for `path`, an address (quoted) relative to the site's root."""
        own = not path or path.endswith(PAGES) or path.startswith(FOLDERS) or (self.cards and path.startswith(FOLDER))
        return own and (not self.kept or unquote(path) not in self.kept)


def given_forms(entries: Iterable[Entry], script: str) -> Mapping[str, str]:
    """Name of an entry → the form that the author gives for the script."""
    given = ((entry, entry.hant if script == "Hant" else entry.hans) for entry in entries)
    return {entry.forms[1] if entry.sense else entry.name: form for entry, form in given if form}


def editions_of(
    library: Library, catalogues: Mapping[str, Mapping[str, str]], files: Iterable[str]
) -> tuple[Edition, ...]:
    """The site's editions, without the main one.

    `catalogues` are the string tables by language tag; `files` the addresses of files that are copied unchanged.
    """
    config = library.config
    entries = [view.entry for view in library.entries.values()]
    kept = list(files) if len(config.editions) > 1 else []
    return tuple(Edition(config, tag, _texts(catalogues, config, tag), entries, kept) for tag in config.editions[1:])


def _texts(catalogues: Mapping[str, Mapping[str, str]], config: Config, tag: str) -> Mapping[str, str]:
    """Text of the site's interface → the edition's, only for texts without placeholders that the author did not set."""
    ours, theirs = catalogues[config.language], catalogues[tag]
    return {
        text: theirs[name]
        for name, text in ours.items()
        if len(text) > 1 and "{" not in text and name in theirs and name not in config.strings
    }
