"""The search index of the preview: made at the first search, later updated for changed pages."""

import shutil
from pathlib import Path

from generator.core.library import Library
from generator.site import search, search_document
from generator.site.pages import pages_of
from generator.store.cache import key


class Index:
    """An index in its own folder, so that the output stays as a build makes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[int, str] = {}
        """Digest of each shard's documents."""
        self._number = 0

    def renew(self, library: Library, output: Path) -> None:
        """Update the index for the pages in `output`. If that fails there is no index, which the search page shows."""
        urls = [page.url for page in pages_of(library) if page.searched]
        number = search.shards(len(urls))
        if number != self._number:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._made, self._number = {}, number
        documents: dict[int, dict[str, str]] = {shard: {} for shard in range(number)}
        for url in sorted(urls):
            page = (output / url).read_text("utf-8")
            documents[search.shard_of(url, number)][url] = search_document.document(page)
        now = {shard: key(pages) for shard, pages in documents.items()}
        todo = {shard: documents[shard] for shard, digest in now.items() if self._made.get(shard) != digest}
        if todo and isinstance(search.index(todo.items(), self.folder), dict):
            self._made = now
            (self.folder / search.SHARDS).write_text(str(number), "utf-8")
