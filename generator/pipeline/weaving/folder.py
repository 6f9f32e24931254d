"""Weaves the pages of a built site, incrementally, and undoes it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.core.entry import Glossary as Entries
from generator.core.errors import Place, Problem, SiteError, Text, because
from generator.core.settings import Config, Policy
from generator.glossary.definitions import key_of, render
from generator.glossary.ids import Ids
from generator.pipeline import workers
from generator.pipeline.weaving.files import MANIFEST, Kept, Manifest, decoded, load_manifest, paths_below
from generator.pipeline.weaving.html import FOLDER, Glossary, Mention, entry_page, index_page, stylesheets
from generator.pipeline.weaving.page import Weaver, Woven
from generator.readers.html.foreign import strip
from generator.store import scan, whole
from generator.theme.files import find, strings

ASSETS = Path(__file__).parents[2] / "data/weave"
ENTRIES = f"{FOLDER}/entries"
PAGES = (".html", ".htm")


class Report(Struct, frozen=True):
    """The result of a run."""

    pages: int = 0
    """Number of pages with marks."""
    marks: int = 0
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Options(Struct, frozen=True):
    """Options of a run."""

    select: str = ""
    first: Policy = "section"
    language: str = "zh-Hans"
    """Of the interface: `zh-Hans` or `en`."""
    jobs: int = 0


def weave(site: Path, output: Path, entries: Entries, options: Options) -> Report:
    """Weave the pages in the folder `site` into `output`, which may be the same folder.

    Raises SiteError for an unusable folder, an invalid selector, or any OSError.
    """
    if not site.is_dir():
        raise _refused(site, Text("没有这个目录", "there is no such folder"))
    if output != site and (site in output.parents or output in site.parents):
        raise _refused(output, Text("输出目录不能在网站目录里，反之亦然", "neither folder may lie in the other"))
    if (output / FOLDER).is_dir() and not (output / MANIFEST).is_file():
        said = Text("这个目录不是 zhushu weave 写的", "this folder was not written by zhushu weave")
        raise _refused(output / FOLDER, said, Text("把它改名", "rename it"))
    _refuse_links(output)
    try:
        return _Run(site, output, entries, options).run()
    except OSError as error:
        place = Path(str(error.filename or output))
        raise _refused(place, because(error, "读写失败", "could not be read or written")) from None


def undo(site: Path) -> Report:
    """Remove everything that `weave` added to the folder `site`. Pages are byte-identical to the generator's again.

    Raises SiteError where our folder is a link.
    """
    _refuse_links(site)
    manifest = load_manifest(site)
    written = []
    for path in paths_below(site):
        if path.endswith(PAGES):
            text = decoded((site / path).read_bytes())
            if text is not None and (bare := strip(text[0])) != text[0]:
                whole.write(site / path, (bare.encode(text[1], "surrogateescape"),))
                written.append(path)
    own = sorted(
        path for path in (*manifest.files, MANIFEST) if path.startswith(f"{FOLDER}/") and (site / path).is_file()
    )
    for path in own:
        (site / path).unlink()
    for folder in (site / ENTRIES, site / FOLDER):
        with suppress(OSError):  # not empty: the author's own files
            folder.rmdir()
    return Report(written=tuple(written), removed=tuple(own))


def _refuse_links(output: Path) -> None:
    for folder in (output / FOLDER, output / ENTRIES):
        if folder.is_symlink():
            said = Text(
                "这个目录是符号链接，会改到别处的文件",
                "this folder is a symbolic link: files elsewhere would be changed",
            )
            raise _refused(folder, said, Text("删掉它", "remove it"))


class _Run:
    def __init__(self, site: Path, output: Path, entries: Entries, options: Options) -> None:
        self.site, self.output, self.options = site, output, options
        self.entries = entries
        rendered = render(entries.entries.values(), {})
        self.glossary = Glossary(
            entries.entries,
            {ref: rendered[key_of(entry)] for ref, entry in entries.entries.items()},
            Ids(entries.entries.values()),
            options.language,
            strings(find(None), Config(language=options.language)),
        )
        self.before = load_manifest(output)
        said = sorted((key_of(entry), entry.english, entry.type) for entry in entries.entries.values())
        parts = (scan.program(), entries.digest, said, options.select, options.first, options.language)
        self.key = sha256(msgspec.json.encode(parts)).hexdigest()
        self.written: list[str] = []
        self.files: list[str] = []
        self.problems: list[Problem] = []

    def run(self) -> Report:
        paths = [path for path in paths_below(self.site) if not path.startswith(f"{FOLDER}/")]
        pages: dict[str, Kept] = {}
        todo: list[tuple[str, str, str]] = []
        for path in paths:
            data = (self.site / path).read_bytes()
            text = decoded(data) if path.endswith(PAGES) else None
            if text is None:
                if self.output != self.site:
                    self._put(path, data)
                if path.endswith(PAGES):
                    self._warn(path, "encoding")
                continue
            source = strip(text[0])
            digest = sha256(source.encode(text[1], "surrogateescape")).hexdigest()
            known = self.before.pages.get(path)
            if (
                known
                and known.source == digest
                and self.before.key == self.key
                and self._is_fresh(path, known, text[0])
            ):
                pages[path] = known
                self.files.append(path)
                if known.warning:
                    self._warn(path, known.warning)
            else:
                todo.append((path, source, text[1]))
        for (path, source, encoding), woven in zip(todo, self._weave(todo), strict=True):
            digest = sha256(source.encode(encoding, "surrogateescape")).hexdigest()
            styles = stylesheets(source, path.count("/")) if woven.mentions else ()
            pages[path] = Kept(digest, woven.mentions, styles, woven.warning, woven.html != source)
            self._put(path, woven.html.encode(encoding, "surrogateescape"))
            if woven.warning:
                self._warn(path, woven.warning)
        self._add(pages)
        removed = self._prune()
        manifest = Manifest(self.key, pages, tuple(sorted(self.files)))
        whole.write(self.output / MANIFEST, (msgspec.json.encode(manifest),))
        marked = [kept for kept in pages.values() if kept.mentions]
        return Report(
            len(marked),
            sum(len(kept.mentions) for kept in marked),
            tuple(self.written),
            len(self.files) - len(self.written),
            removed,
            tuple(self.problems),
        )

    def _is_fresh(self, path: str, known: Kept, text: str) -> bool:
        """Whether the page in the output is unchanged since the last run."""
        if self.output == self.site:
            return known.woven == ("<!--zs-->" in text)
        return (self.output / path).is_file()

    def _weave(self, todo: Sequence[tuple[str, str, str]]) -> Iterator[Woven]:
        weaver = Weaver(self.entries, self.glossary, self.options.first, self.options.select)
        try:
            yield from workers.run(partial(_woven, weaver), todo, self.options.jobs)
        except ValueError as error:
            said = Text(
                f"无法识别选择器“{self.options.select}”：{error}",
                f'cannot read the selector "{self.options.select}": {error}',
            )
            raise _refused(Path("--select"), said) from None

    def _add(self, pages: Mapping[str, Kept]) -> None:
        """Write style, script, entry pages and index."""
        where: dict[str, list[Mention]] = defaultdict(list)
        for path in sorted(pages):
            for mention in pages[path].mentions:
                where[mention.ref].append(mention)
        styles = _common_styles(pages.values())
        for name in ("weave.css", "weave.js"):
            self._put(f"{FOLDER}/{name}", (ASSETS / name).read_bytes())
        for ref, entry in self.entries.entries.items():
            html = entry_page(self.glossary, ref, where[ref], styles)
            self._put(f"{ENTRIES}/{entry.slug}.html", html.encode())
        counts = {ref: len(mentions) for ref, mentions in where.items()}
        self._put(f"{FOLDER}/index.html", index_page(self.glossary, counts, styles).encode())

    def _prune(self) -> tuple[str, ...]:
        """Remove files of the last run that this one did not write."""
        gone = set(self.before.files) - set(self.files)
        if self.output == self.site:
            gone = {path for path in gone if path.startswith(f"{FOLDER}/")}
        for path in gone:
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                (self.output / path).unlink()
        return tuple(sorted(gone))

    def _put(self, path: str, data: bytes) -> None:
        self.files.append(path)
        target = self.output / path
        if not (target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data):
            whole.write(target, (data,))
            self.written.append(path)

    def _warn(self, path: str, code: str) -> None:
        if code == "no-text":
            return  # normal for lists, redirects and the like
        message, hint = WARNINGS[code]
        self.problems.append(Problem("warning", f"weave-{code}", Place(path), message, hint))


WARNINGS: Mapping[str, tuple[Text, Text | None]] = {
    "encoding": (
        Text("无法确定这个页面的编码，没有改动它", "the encoding of this page is uncertain; it was left alone"),
        Text("让生成器输出 UTF-8", "let its generator write UTF-8"),
    ),
    "base": (
        Text(
            "页面有 <base href>，标注的链接会指向别处，没有改动它",
            "the page has <base href>, which would lead the marks elsewhere; it was left alone",
        ),
        None,
    ),
    "policy": (
        Text(
            "页面的 Content-Security-Policy 不许加载本站的样式或脚本，提示框不会出现",
            "the page's Content-Security-Policy forbids the site's own style or script: tooltips will not open",
        ),
        Text("给 style-src 和 script-src 加上 'self'", "add 'self' to style-src and script-src"),
    ),
}


def _woven(weaver: Weaver, item: tuple[str, str, str]) -> Woven:
    """The page `item`, woven in a worker process."""
    return weaver(*item[:2])


def _common_styles(pages: Iterable[Kept]) -> tuple[str, ...]:
    """The most common set of style sheets among marked pages."""
    counted = Counter(kept.styles for kept in pages if kept.mentions)
    return counted.most_common(1)[0][0] if counted else ()


def _refused(path: Path, message: Text, hint: Text | None = None) -> SiteError:
    return SiteError.of("weave", Place(str(path)), message, hint)
