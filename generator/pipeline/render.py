"""Pages and other files → the stage, as far as they changed since the output was last built."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from generator.core.errors import Problem, Text
from generator.core.page import Context, Output, Page
from generator.pipeline import workers
from generator.site import search, search_document
from generator.site.editions import files
from generator.site.editions.edition import Edition
from generator.store import cache, scan
from generator.store.output.stage import stage
from generator.store.state import Made, State
from generator.theme.render import Templates

Put = tuple[bool, scan.Stat]
"""What became of a file: whether its bytes are new (they lie in the stage then), and the stat of the file that holds
them."""


@dataclass(slots=True)
class Encoder:
    """Makes the files of one build. `before` is what the last one left in `target`."""

    root: Path
    target: Path
    stage: Path
    templates: Templates
    before: State | None
    lost: Callable[[], None] | None = None
    """Called when a process that renders was killed."""
    editions: tuple[Edition, ...] = ()
    """The site's editions beside itself."""
    made: dict[str, Made] = field(default_factory=dict)
    """Every file that the output shall hold."""
    changed: list[str] = field(default_factory=list)
    """Those whose new bytes are in the stage."""
    rebuilt: dict[str, Text] = field(default_factory=dict)
    """Path → why it was made again."""
    updated: bool = field(init=False)
    """Whether another version of the program made what is there: no digest of its inputs then tells what it would be
    now."""
    bare: bool = field(init=False)
    """Whether there is no output yet, in which a file could be the same."""

    def __post_init__(self) -> None:
        self.bare = not self.target.exists()
        self.updated = self.before is not None and self.before.program != scan.program()

    def pages(
        self, pages: Iterable[Page], jobs: int, progress: Callable[[int, int], None], meanwhile: Callable[[], None]
    ) -> None:
        """Render the pages whose inputs changed. `meanwhile` is called while other processes render, if any do."""
        todo = []
        for page in pages:
            parts = self._parts(page)
            standing = [self._stands(path, made) for path, made in self._copies(page.url, parts)]
            if not all(standing):
                todo.append((page, parts))
        todo.sort(key=lambda one: one[0].url)  # an article beside its annotations: both are made of the same HTML
        if len(todo) >= workers.ALONE:
            self.templates.ready(page.layout for page, _ in todo)  # before processes are forked
        progress(0, len(todo))
        rendered = workers.run(RenderPage(self), [page for page, _ in todo], jobs, meanwhile=meanwhile, lost=self.lost)
        for done, ((page, parts), (context, puts)) in enumerate(zip(todo, rendered, strict=True), 1):
            parts["context"] = context
            for (path, made), put in zip(self._copies(page.url, parts), puts, strict=True):
                self._note(path, made, put)
            progress(done, len(todo))

    def _copies(self, url: str, parts: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
        """The files that the page at `url` becomes, one for each edition of the site, and what each is made of."""
        yield url, parts
        for edition in self.editions:
            yield edition.folder + url, {**parts, "edition": edition.digest}

    def _parts(self, page: Page) -> dict[str, str]:
        """What a page's file is made of, by digests.

        The context, if its stamp tells that it may have changed, is made to see whether it did; where the page is
        rendered anyhow, that is left to the process which renders it.
        """
        layout, context, stamp = self.templates.digest(page.layout), "", page.stamp
        before = self.before.outputs.get(page.url) if self.before else None
        if before and not self.updated and before.parts.get("layout") == layout:
            stands = stamp and before.parts.get("stamp") == stamp
            context = before.parts.get("context", "") if stands else digest_of(page)
        return {"layout": layout, "context": context, "stamp": stamp}

    def outputs(self, outputs: Iterable[Output]) -> None:
        """Files whose bytes are made already."""
        for one in outputs:
            parts = {"bytes": sha256(one.data).hexdigest()}
            if not self._stands(one.path, parts):
                self._note(one.path, parts, self.put(one.path, one.data))

    def copies(self, copies: Mapping[str, str], stats: Mapping[str, scan.Stat]) -> None:
        """Files that are copied as they are: output path → site-relative path of the source."""
        seen = scan.now()
        for path, source in copies.items():
            stat = stats[source]
            parts = {
                "stat": repr(stat) if scan.trusted(stat, seen) else f"{stat} {seen}"
            }  # one that may change again is looked at again
            if not self._stands(path, parts):
                self._note(path, parts, self.put(path, (self.root / source).read_bytes()))

    def smaller(
        self,
        wanted: Mapping[str, tuple[str, int]],
        files: Mapping[str, scan.Stat],
        shrink: Callable[[str, int], bytes],
    ) -> None:
        """Smaller copies of pictures, those made again whose picture changed: output path → its source, width."""
        seen = scan.now()
        for path, (source, width) in wanted.items():
            stat = files[source]
            parts = {"stat": repr(stat) if scan.trusted(stat, seen) else f"{stat} {seen}", "width": str(width)}
            if not self._stands(path, parts):
                self._note(path, parts, self.put(path, shrink(source, width)))

    def index(self, pages: Iterable[Page], folder: str = "") -> Problem | None:
        """The search index over those of `pages` that readers search; what kept it from being made. `folder` is that of
        the edition.

        A shard stands while its pages do, and also while their documents do, which is looked at next.
        """
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
                documents = {url: search_document.document(self._page(folder + url)) for url in urls}
                parts[shard]["text"] = cache.key(documents, number)
            standing = [self._stands(path, parts[shard], only="text") for path in kept[shard]]
            if standing and all(standing):
                continue
            todo[shard] = documents or {url: search_document.document(self._page(folder + url)) for url in urls}
        self.outputs([Output(folder + search.SHARDS, b"%d" % number)])
        written = search.index(todo, self.stage / folder) if todo else {}
        if isinstance(written, Problem):
            return written
        for shard, paths in written.items():
            for path in (folder + path for path in paths):
                self.rebuilt[path] = WHY["context"]
                self._note(path, parts[shard], self._compared(path))
        return None

    def _indexed(self, number: int, folder: str) -> Mapping[int, Sequence[str]]:
        """The files of each shard that an earlier build left."""
        kept: dict[int, list[str]] = {shard: [] for shard in range(number)}
        for path in self.before.outputs if self.before else ():
            if path.startswith(f"{folder}{search.FOLDER}/") and path != folder + search.SHARDS:
                kept.get(search.shard_at(path.removeprefix(folder)), []).append(path)
        return kept

    def _made_of(self, path: str) -> tuple[str, ...]:
        """What the page at `path` is made of."""
        parts = self.made[path].parts
        return (path, parts["layout"], parts["context"], *filter(None, [parts.get("edition")]))

    def _page(self, url: str) -> str:
        """A page as this build leaves it."""
        staged = self.stage / url
        return (staged if staged.exists() else self.target / url).read_text("utf-8")

    def _compared(self, path: str) -> Put:
        """A file that lies in the stage already; taken out again if the output has the same."""
        data = (self.stage / path).read_bytes()
        (self.stage / path).unlink()
        return self.put(path, data)

    def put(self, path: str, data: bytes) -> Put:
        """Stage `data` unless the output has it already."""
        if not self.bare and (stat := self._same(f"{self.target}/{path}", data)):
            return False, stat
        stage(self.stage, path, data)
        return True, scan.stat_of(f"{self.stage}/{path}")

    @staticmethod
    def _same(path: str, data: bytes) -> scan.Stat | None:
        """The stat of the file at `path` if it holds `data`."""
        with suppress(OSError):
            stat = scan.stat_of(path)
            if stat[2] == len(data) and Path(path).read_bytes() == data:
                return stat
        return None

    def _stands(self, path: str, parts: dict[str, str], only: str = "") -> bool:
        """Whether the output's file was made of just these parts (of the one named `only`) and is as it was left; else
        why not.
        """
        made = self.before.outputs.get(path) if self.before else None
        if made is None:
            self.rebuilt[path] = Text("新页面", "a new page")
            return False
        if self.updated:
            self.rebuilt[path] = WHY["program"]
            return False
        if only and made.parts.get(only) == parts[only]:
            made = Made(made.stat, parts)
        if made.parts == parts or {**made.parts, "stamp": ""} == {
            **parts,
            "stamp": "",
        }:  # where all else is equal, it does not matter
            try:
                if scan.same_content(made.stat, scan.stat_of(f"{self.target}/{path}")):
                    self.made[path] = Made(made.stat, parts)
                    return True
            except OSError:
                pass
            self.rebuilt[path] = Text("输出里的文件被改过或删除", "its file in the output was changed or removed")
            return False
        self.rebuilt[path] = WHY["layout" if made.parts.get("layout") != parts.get("layout") else "context"]
        return False

    def _note(self, path: str, parts: dict[str, str], put: Put) -> None:
        changed, stat = put
        self.made[path] = Made(stat, parts)
        if changed:
            self.changed.append(path)
            self.rebuilt.setdefault(path, WHY["context"])


WHY = {
    "layout": Text("模板、主题文字或设置改了", "its layout, the theme's texts or the settings changed"),
    "context": Text("页面的内容改了", "what it shows changed"),
    "program": Text("程序更新了", "the program was updated"),
}


class RenderPage:
    """Renders a page and stages it; what a pool's processes run."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __call__(self, page: Page) -> tuple[str, list[Put]]:
        """The digest of the page's context, and what became of its file and of that of each edition."""
        if isinstance(page.context, Context):
            page = replace(page, context=page.context.uncached())
        encoder = self.encoder
        data = encoder.templates.render(page)
        puts = [encoder.put(page.url, data)]
        for edition in encoder.editions:
            made = files.file(data, page.url, page.kind, edition, page.context)
            puts.append(encoder.put(edition.folder + page.url, made))
        return digest_of(page), puts


def digest_of(page: Page) -> str:
    """What the page's file depends on beside its layout."""
    return cache.key(page.url, page.kind, page.context)
