"""Renders and stages the files of the output that changed since the last build."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path

from msgspec.structs import replace

from generator.core.errors import Problem, Text
from generator.core.page import Context, Output, Page, Sheaf
from generator.pipeline import workers
from generator.site import search
from generator.site.editions.edition import Edition
from generator.store import cache, scan
from generator.store.output.stage import stage
from generator.store.state import BuiltFile, State, encoded, intact
from generator.theme.render import Templates

Put = tuple[bool, scan.Stat]
"""Whether the bytes are new, and so in the stage, and the stat of the file that has them."""


@dataclass(slots=True)
class Encoder:
    """Makes the files of one build. `before` is the state of the last one in `target`."""

    root: Path
    target: Path
    stage: Path
    templates: Templates
    before: State | None
    on_killed: Callable[[], None] | None = None
    """Called when a worker process was killed."""
    editions: tuple[Edition, ...] = ()
    """The site's additional editions."""
    made: dict[str, BuiltFile] = field(default_factory=dict)
    """Every file of the output, by path."""
    changed: list[str] = field(default_factory=list)
    """Paths of files in the stage."""
    sheaves: dict[str, str] = field(default_factory=dict)
    """Name of a sheaf → digest of all that its pages are made from."""
    rebuilt: dict[str, Text] = field(default_factory=dict)
    """Path → why it was rebuilt."""
    updated: bool = field(init=False)
    """Whether the output was made by another version of the program, so that no digest is comparable."""
    empty: bool = field(init=False)
    """Whether there is no output yet to compare with."""

    def __post_init__(self) -> None:
        self.empty = not self.target.exists()
        self.updated = self.before is not None and self.before.program != scan.program()

    def pages(
        self, pages: Iterable[Page], jobs: int, progress: Callable[[int, int], None], meanwhile: Callable[[], None]
    ) -> None:
        """Render the stale pages. `meanwhile` runs while workers render, if any do."""
        todo = []
        for sheaf, group in groupby(pages, attrgetter("sheaf")):
            members = list(group)
            if sheaf and self._stands(sheaf, members):
                continue
            for page in members:
                parts = self._parts(page)
                standing = [self.is_fresh(path, made) for path, made in self._copies(page.url, parts)]
                if not all(standing):
                    todo.append((page, parts))
        # An article comes just before its annotations, which use the same HTML.
        todo.sort(key=lambda one: (one[0].url.replace(".annotations.jsonld", ".html"), one[0].kind != "article"))
        if len(todo) >= workers.MIN_ITEMS_FOR_POOL:
            self.templates.ready(page.layout for page, _ in todo)  # before the fork
        progress(0, len(todo))
        rendered = workers.run(
            RenderPage(self), [page for page, _ in todo], jobs, meanwhile=meanwhile, on_killed=self.on_killed
        )
        for done, ((page, parts), (context, puts)) in enumerate(zip(todo, rendered, strict=True), 1):
            parts["context"] = context
            for (path, made), put in zip(self._copies(page.url, parts), puts, strict=True):
                self.note(path, made, put)
            progress(done, len(todo))

    def _stands(self, sheaf: Sheaf, pages: Sequence[Page]) -> bool:
        """Whether the files of all these pages are as the last build made them, and need not be made again."""
        number, before = sheaf.stamp(), self.before
        if not number:
            return False
        layouts = sorted({self.templates.digest(layout) for layout in {page.layout for page in pages}})
        told = cache.key(number, layouts, [edition.digest for edition in self.editions])
        self.sheaves[sheaf.name] = told
        if before is None or self.updated or before.sheaves.get(sheaf.name) != told:
            return False
        urls = [folder + page.url for folder in ("", *(edition.folder for edition in self.editions)) for page in pages]
        try:
            found = [before.outputs[url] for url in urls]
            if not intact(self.target, urls, list(chain.from_iterable(made.stat for made in found))):
                return False
        except (KeyError, OSError):
            return False
        self.made.update(zip(urls, found, strict=True))
        return True

    def _copies(self, url: str, parts: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
        """The page's file in each edition, with its parts."""
        yield url, parts
        for edition in self.editions:
            yield edition.folder + url, {**parts, "edition": edition.digest}

    def _parts(self, page: Page) -> dict[str, str]:
        """Digests of a page's inputs by name.

        If the stamp changed, the context is evaluated and digested here, unless the page must be rendered anyway: then
        the rendering process does it.
        """
        layout, context, stamp = self.templates.digest(page.layout), "", page.stamp
        before = self.before.outputs.get(page.url) if self.before else None
        if before and not self.updated and before.parts.get("layout") == layout:
            known = before.parts.get("context", "")
            context = known if stamp and before.parts.get("stamp") == stamp else digest_of(page)
            if context == known and isinstance(page.context, Context):
                page.context.forget()  # it need not be rendered, and there may be thousands
        return {"layout": layout, "context": context, "stamp": stamp}

    def outputs(self, outputs: Iterable[Output]) -> None:
        """Stage files given as bytes."""
        for one in outputs:
            parts = {"bytes": sha256(one.data).hexdigest()}
            if not self.is_fresh(one.path, parts):
                self.note(one.path, parts, self.put(one.path, one.data))

    def copies(self, copies: Mapping[str, str], stats: Mapping[str, scan.Stat]) -> None:
        """Stage files that are copied unchanged: output path → site-relative path of the source."""
        seen = scan.now()
        for path, source in copies.items():
            parts = {"stat": _stamp(stats[source], seen)}
            if not self.is_fresh(path, parts):
                self.note(path, parts, self.put(path, (self.root / source).read_bytes()))

    def scaled(
        self,
        wanted: Mapping[str, tuple[str, int]],
        files: Mapping[str, scan.Stat],
        shrink: Callable[[str, int], bytes],
    ) -> None:
        """Stage scaled copies of pictures: output path → (source, width in pixels)."""
        seen = scan.now()
        for path, (source, width) in wanted.items():
            parts = {"stat": _stamp(files[source], seen), "width": str(width)}
            if not self.is_fresh(path, parts):
                self.note(path, parts, self.put(path, shrink(source, width)))

    def index(self, pages: Iterable[Page], folder: str = "") -> Problem | None:
        """Stage the search index over the searchable `pages` of the edition in `folder`. Returns a problem on failure.

        A shard is fresh if its pages are unchanged, or else if the documents extracted from them are.
        """
        from generator.site.search_document import document  # a site without a search needs none

        covered = [page.url for page in pages if page.searched]
        number = search.shards(len(covered))
        members: dict[int, list[str]] = {shard: [] for shard in range(number)}
        for url in sorted(covered):
            members[search.shard_of(url, number)].append(url)
        kept = self._indexed(number, folder)
        todo: dict[int, dict[str, str]] = {}
        parts: dict[int, dict[str, str]] = {}
        for shard, urls in members.items():
            made_of = [self._made_of(folder + url) for url in urls]
            before = self.before.outputs[kept[shard][0]].parts if self.before and kept[shard] else {}
            parts[shard] = {"pages": cache.key(made_of, number), "text": before.get("text", "")}
            documents = None
            if before.get("pages") != parts[shard]["pages"]:
                documents = {url: document(self._page(folder + url)) for url in urls}
                parts[shard]["text"] = cache.key(documents, number)
            standing = [self.is_fresh(path, parts[shard], only="text") for path in kept[shard]]
            if standing and all(standing):
                continue
            todo[shard] = documents or {url: document(self._page(folder + url)) for url in urls}
        self.outputs([Output(folder + search.SHARDS, b"%d" % number)])
        written = search.index(todo, self.stage / folder) if todo else {}
        if isinstance(written, Problem):
            return written
        for shard, paths in written.items():
            for path in (folder + path for path in paths):
                self.rebuilt[path] = WHY["context"]
                self.note(path, parts[shard], self._compared(path))
        return None

    def _indexed(self, number: int, folder: str) -> Mapping[int, Sequence[str]]:
        """The files of each shard in the output."""
        kept: dict[int, list[str]] = {shard: [] for shard in range(number)}
        for path in self.before.outputs if self.before else ():
            if path.startswith(f"{folder}{search.FOLDER}/") and path != folder + search.SHARDS:
                kept.get(search.shard_at(path.removeprefix(folder)), []).append(path)
        return kept

    def _made_of(self, path: str) -> tuple[str, ...]:
        """The inputs of the page at `path`, as a part of a cache key."""
        parts = self.made[path].parts
        return (path, parts["layout"], parts["context"], *filter(None, [parts.get("edition")]))

    def _page(self, url: str) -> str:
        """The page's HTML after this build."""
        staged = self.stage / url
        return (staged if staged.exists() else self.target / url).read_text("utf-8")

    def _compared(self, path: str) -> Put:
        """Put a file that is in the stage already, removing it there if the output has the same bytes."""
        data = (self.stage / path).read_bytes()
        (self.stage / path).unlink()
        return self.put(path, data)

    def put(self, path: str, data: bytes) -> Put:
        """Stage `data`, unless the output has the same bytes already."""
        if not self.empty and (stat := self._same(f"{self.target}/{path}", data)):
            return False, stat
        stage(self.stage, path, data)
        return True, scan.stat_of(f"{self.stage}/{path}")

    @staticmethod
    def _same(path: str, data: bytes) -> scan.Stat | None:
        """The stat of the file at `path` if its content is `data`."""
        with suppress(OSError):
            stat = scan.stat_of(path)
            if stat[2] == len(data) and Path(path).read_bytes() == data:
                return stat
        return None

    def is_fresh(self, path: str, parts: dict[str, str], only: str = "") -> bool:
        """Whether the output's file was made from these parts (compare just `only`, if given) and is unmodified. Notes
        the reason otherwise.
        """
        made = self.before.outputs.get(path) if self.before else None
        if made is None:
            self.rebuilt[path] = Text("新页面", "a new page")
            return False
        if self.updated:
            self.rebuilt[path] = WHY["program"]
            return False
        if only and made.parts.get(only) == parts[only]:
            made = BuiltFile(made.stat, encoded(parts))
        same = made.told == encoded(parts)
        if same or {**made.parts, "stamp": ""} == {**parts, "stamp": ""}:  # equal contexts may have other stamps
            try:
                if scan.same_content(made.stat, scan.stat_of(f"{self.target}/{path}")):
                    self.made[path] = made if same else BuiltFile(made.stat, encoded(parts))
                    return True
            except OSError:
                pass
            self.rebuilt[path] = Text("输出里的文件被改过或删除", "its file in the output was changed or removed")
            return False
        self.rebuilt[path] = WHY["layout" if made.parts.get("layout") != parts.get("layout") else "context"]
        return False

    def note(self, path: str, parts: dict[str, str], put: Put) -> None:
        """Enter a file that was put, with the digests of its inputs."""
        changed, stat = put
        self.made[path] = BuiltFile(stat, encoded(parts))
        if changed:
            self.changed.append(path)
            self.rebuilt.setdefault(path, WHY["context"])


WHY = {
    "layout": Text("模板、主题文字或设置改了", "its layout, the theme's texts or the settings changed"),
    "context": Text("页面的内容改了", "what it shows changed"),
    "program": Text("程序更新了", "the program was updated"),
}


class RenderPage:
    """Renders and stages a page; runs in worker processes."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __call__(self, page: Page) -> tuple[str, list[Put]]:
        """The digest of the page's context, and the result for its file in each edition."""
        if isinstance(page.context, Context):
            page = replace(page, context=page.context.uncached())
        encoder = self.encoder
        data = encoder.templates.render(page)
        puts = [encoder.put(page.url, data)]
        if encoder.editions:
            from generator.site.editions.files import file  # few sites have any
        for edition in encoder.editions:
            made = file(data, page.url, page.kind, edition, page.context)
            puts.append(encoder.put(edition.folder + page.url, made))
        return digest_of(page), puts


def _stamp(stat: scan.Stat, seen: int) -> str:
    """A stat as an input's digest. An untrusted stat gets a unique one, so that the file is read again."""
    return repr(stat) if scan.trusted(stat, seen) else f"{stat} {seen}"


def digest_of(page: Page) -> str:
    """Digest of a page's inputs other than its layout."""
    return cache.key(page.url, page.kind, page.context)
