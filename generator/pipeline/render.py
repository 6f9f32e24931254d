"""Renders and stages the files of the output that changed since the last build."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path

from msgspec.json import decode
from msgspec.structs import replace

from generator.core.errors import Text
from generator.core.page import Context, Output, Page, Sheaf
from generator.pipeline import workers
from generator.site.editions.edition import Edition
from generator.site.pages.crawlers import Listed, Listing
from generator.store import cache, scan
from generator.store.output.stage import stage
from generator.store.state import BuiltFile, Bundle, Mark, State, bundled, encoded, intact, mark_of
from generator.theme.render import Templates

Put = tuple[bool, Mark]
"""Whether the bytes are new, and so in the stage, and the mark of the file that has them."""


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
    """The files of the output, but those of `bundles`, by path."""
    bundles: dict[str, Bundle] = field(default_factory=dict)
    """The files of the fresh sheaves, by the sheaf's name."""
    listed: list[Listed] = field(default_factory=list)
    """What the sitemap says of all pages, in their order."""
    known: dict[str, BuiltFile] = field(default_factory=dict)
    """The files that the last build left, but those of `bundles`, by path."""
    changed: list[str] = field(default_factory=list)
    """Paths of files in the stage."""
    rebuilt: dict[str, Text] = field(default_factory=dict)
    """Path → why it was rebuilt."""
    updated: bool = field(init=False)
    """Whether the output was made by another version of the program, so that no digest is comparable."""
    empty: bool = field(init=False)
    """Whether there is no earlier output to compare with."""
    _compared: int = 0
    """How many pages are in no bundle."""
    _opened: dict[str, tuple[str, list[str], Listed]] = field(default_factory=dict)
    """Name of a stale sheaf → digest of all that its pages are made from, their paths, `listed`."""

    def __post_init__(self) -> None:
        self.empty = not self.target.exists()
        self.updated = self.before is not None and self.before.program != scan.program()

    def plan(self, made: Iterable[Page | Sheaf], listing: Listing) -> list[Page]:
        """The pages that must be compared one by one: all but those of fresh sheaves. Then `listed` has the sitemap's
        data of all.
        """
        pages: list[Page] = []
        for one in made:
            if isinstance(one, Sheaf):
                pages += self._unbound(one, listing)
            else:
                self.listed.append(listing([one]))
                pages.append(one)
        if self.before:
            self.known = dict(self.before.outputs)
            for name, bundle in self.before.bundles.items():
                if name not in self.bundles:
                    self.known.update(bundle.files())
        self._compared = len(pages)
        return pages

    def _unbound(self, sheaf: Sheaf, listing: Listing) -> Sequence[Page]:
        """The pages of a sheaf; none if it is fresh."""
        told = self._digest_of(sheaf)
        if told and (bundle := self._standing(sheaf.name, told)):
            self.bundles[sheaf.name] = bundle
            self.listed.append(decode(bundle.listed, type=Listed))
            return ()
        pages = list(sheaf.pages())
        self.listed.append(listing(pages))
        if told:
            paths = [path for page in pages for path, _ in self._copies(page.url, {})]
            self._opened[sheaf.name] = told, paths, self.listed[-1]
        return pages

    def _digest_of(self, sheaf: Sheaf) -> str:
        """Digest of all that the pages of a sheaf are made from; empty if they must be compared."""
        if not (number := sheaf.stamp()):
            return ""
        layouts = sorted({self.templates.digest(layout) for layout in sheaf.layouts})
        return cache.key(number, layouts, [edition.digest for edition in self.editions])

    def _standing(self, name: str, told: str) -> Bundle | None:
        """The files of the sheaf of this name, if they are as the last build made them from the same."""
        bundle = self.before.bundles.get(name) if self.before and not self.updated else None
        with suppress(OSError):
            if bundle and bundle.told == told and intact(self.target, bundle.paths, bundle.marks):
                return bundle
        return None

    def bundled(self) -> tuple[dict[str, BuiltFile], dict[str, Bundle]]:
        """Every file of the output: those in no sheaf, by path, and those of each sheaf."""
        made, bundles = dict(self.made), dict(self.bundles)
        for name, (told, urls, listed) in self._opened.items():
            bundles[name] = bundled(told, {url: made.pop(url) for url in urls}, listed)
        return made, bundles

    @property
    def count(self) -> int:
        """The number of pages, each in all editions one."""
        standing = sum(len(bundle.paths) for bundle in self.bundles.values())
        return self._compared + standing // (1 + len(self.editions))

    def are_known(self, paths: Sequence[str], apart: Iterable[str]) -> bool:
        """Whether these paths are all different, the last build made a file at each that belongs to no fresh sheaf,
        and none of them begins with one of `apart`.
        """
        different = len(set(paths)) == len(paths) and all(path in self.known for path in paths)
        return different and not any(path.startswith(tuple(apart)) for path in paths)

    def paths(self) -> Iterator[str]:
        """Every path of the output."""
        return chain(self.made, *(bundle.paths for bundle in self.bundles.values()))

    def pages(
        self, pages: Sequence[Page], jobs: int, progress: Callable[[int, int], None], meanwhile: Callable[[], None]
    ) -> None:
        """Render the stale ones of these pages. `meanwhile` runs while workers render, if any do."""
        todo = []
        for page in pages:
            parts = self._parts(page)
            standing = [self.is_fresh(path, made) for path, made in self._copies(page.url, parts)]
            if not all(standing):
                todo.append((page, parts))
        todo.sort(key=lambda one: _order(one[0]))
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
        before = self.known.get(page.url)
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

    def put(self, path: str, data: bytes) -> Put:
        """Stage `data`, unless the output has the same bytes already."""
        if not self.empty and (mark := self._same(f"{self.target}/{path}", data)):
            return False, mark
        stage(self.stage, path, data)
        return True, mark_of(f"{self.stage}/{path}")

    @staticmethod
    def _same(path: str, data: bytes) -> Mark | None:
        """The mark of the file at `path` if its content is `data`."""
        with suppress(OSError):
            mark = mark_of(path)
            if mark[1] == len(data) and Path(path).read_bytes() == data:
                return mark
        return None

    def is_fresh(self, path: str, parts: dict[str, str], only: str = "") -> bool:
        """Whether the output's file was made from these parts (compare just `only`, if given) and is unmodified. Notes
        the reason otherwise.
        """
        made = self.known.get(path)
        if made is None:
            self.rebuilt[path] = Text("新页面", "a new page")
            return False
        if self.updated:
            self.rebuilt[path] = WHY["program"]
            return False
        if only and made.parts.get(only) == parts[only]:
            made = BuiltFile(made.mark, encoded(parts))
        same = made.told == encoded(parts)
        if same or {**made.parts, "stamp": ""} == {**parts, "stamp": ""}:  # equal contexts may have other stamps
            try:
                if made.mark == mark_of(f"{self.target}/{path}"):
                    self.made[path] = made if same else BuiltFile(made.mark, encoded(parts))
                    return True
            except OSError:
                pass
            self.rebuilt[path] = Text("输出里的文件被改过或删除", "its file in the output was changed or removed")
            return False
        self.rebuilt[path] = WHY["layout" if made.parts.get("layout") != parts.get("layout") else "context"]
        return False

    def note(self, path: str, parts: dict[str, str], put: Put) -> None:
        """Enter a file that was put, with the digests of its inputs."""
        changed, mark = put
        self.made[path] = BuiltFile(mark, encoded(parts))
        if changed:
            self.changed.append(path)
            self.rebuilt.setdefault(path, WHY["context"])


WHY = {
    "layout": Text("模板、主题文字或设置改了", "its layout, the theme's texts or the settings changed"),
    "context": Text("页面的内容改了", "what it shows changed"),
    "program": Text("程序更新了", "the program was updated"),
}


def _order(page: Page) -> tuple[object, ...]:
    """Sorts pages for rendering. An article comes just before its annotations, which use the same HTML."""
    return page.near, page.url.replace(".annotations.jsonld", ".html"), page.kind != "article"


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
