"""Brings the search index of a build up to date."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from generator.core.errors import Problem
from generator.core.page import Output, Page
from generator.pipeline.render import WHY, Encoder, Put
from generator.site import search
from generator.site.search_document import document
from generator.store import cache


class Indexer:
    """Stages the search index of each edition, after the pages of `encoder`."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._made = dict(chain(encoder.made.items(), *(bundle.files() for bundle in encoder.bundles.values())))

    def index(self, pages: Iterable[Page], folder: str = "") -> Problem | None:
        """Stage the search index over the searchable `pages` of the edition in `folder`. Returns a problem on failure.

        A shard is fresh if its pages are unchanged, or else if the documents extracted from them are.
        """
        covered = [page.url for page in pages if page.searched]
        number = search.shards(len(covered))
        members: dict[int, list[str]] = {shard: [] for shard in range(number)}
        for url in sorted(covered):
            members[search.shard_of(url, number)].append(url)
        parts: dict[int, dict[str, str]] = {}
        self._encoder.outputs([Output(folder + search.SHARDS, b"%d" % number)])
        stale = self._stale(members, folder, parts)
        if (first := next(stale, None)) is None:
            return None
        written = search.index(chain([first], stale), self._encoder.stage / folder)
        if isinstance(written, Problem):
            deque(stale, maxlen=0)  # those that are fresh stay
            return written
        for shard, paths in written.items():
            for path in (folder + path for path in paths):
                self._encoder.rebuilt[path] = WHY["context"]
                self._encoder.note(path, parts[shard], self._compared(path))
        return None

    def _stale(
        self, members: Mapping[int, Sequence[str]], folder: str, parts: dict[int, dict[str, str]]
    ) -> Iterator[tuple[int, Mapping[str, str]]]:
        """The shards that must be indexed again, each with its documents by URL, made one after the other: together they
        are as large as the site. Digests of what a shard is made from are entered in `parts`.
        """
        kept = self._kept(members, folder)
        for shard, urls in members.items():
            before = self._encoder.known[kept[shard][0]].parts if kept[shard] else {}
            made_of = [self._made_of(folder + url) for url in urls]
            parts[shard] = {"pages": cache.key(made_of, len(members)), "text": before.get("text", "")}
            documents = None
            if before.get("pages") != parts[shard]["pages"]:
                documents = {url: document(self._page(folder + url)) for url in urls}
                parts[shard]["text"] = cache.key(documents, len(members))
            standing = [self._encoder.is_fresh(path, parts[shard], only="text") for path in kept[shard]]
            if not standing or not all(standing):
                yield shard, documents or {url: document(self._page(folder + url)) for url in urls}

    def _kept(self, shards: Iterable[int], folder: str) -> Mapping[int, Sequence[str]]:
        """The files of each shard in the output."""
        kept: dict[int, list[str]] = {shard: [] for shard in shards}
        for path in self._encoder.known:
            if path.startswith(f"{folder}{search.FOLDER}/") and path != folder + search.SHARDS:
                kept.get(search.shard_at(path.removeprefix(folder)), []).append(path)
        return kept

    def _made_of(self, path: str) -> tuple[str, ...]:
        """The inputs of the page at `path`, as a part of a cache key."""
        parts = self._made[path].parts
        return (path, parts["layout"], parts["context"], *filter(None, [parts.get("edition")]))

    def _page(self, url: str) -> str:
        """The page's HTML after this build."""
        staged = self._encoder.stage / url
        data = (staged if staged.exists() else self._encoder.target / url).read_bytes()
        return data.decode()  # `read_text` has a large page twice

    def _compared(self, path: str) -> Put:
        """Put a file that is in the stage already, removing it there if the output has the same bytes."""
        file = self._encoder.stage / path
        data = file.read_bytes()
        file.unlink()
        return self._encoder.put(path, data)
