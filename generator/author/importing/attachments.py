"""Pictures and linked files of an imported article: finds them beside it or in its old site, and rewrites its links.

For safety a file is taken only from the old site's folder (or the article's own if there is no site), symbolic links
resolved, and only if its bytes are those of a known type. So an article cannot bring in other files of the person who
imports it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct, field

from generator.author.importing.article import PICTURES
from generator.author.importing.locate import above, files_at, vault_of
from generator.author.importing.svg import is_static_svg
from generator.author.inlines import edited, inlines
from generator.core.errors import Place, Problem, Text
from generator.core.names import numbered, slug_of
from generator.core.picture_types import TYPES, is_picture
from generator.core.texts import lines_before
from generator.core.urls import OUTSIDE

SHOWN = re.compile(r"<(?:img|audio|video|source)\b", re.IGNORECASE)
"""A tag whose `src` is a picture or film."""
FILES = (*TYPES, *".pdf .mp3 .m4a .ogg .mp4 .webm .zip".split())
"""Suffixes of files that are copied."""
MAGIC = (b"%PDF", b"ID3", b"\xff\xfb", b"OggS", b"\x1aE\xdf\xa3", b"PK\x03\x04")
"""How files of PDF, MP3, Ogg, WebM and ZIP begin."""
LOCAL = re.compile(r"[a-zA-Z]:[\\/]|file:", re.IGNORECASE)
"""A path on the author's own disk; the file of the same name beside the article is used instead."""
SITES = "_config.yml _config.yaml hugo.toml hugo.yaml hugo.json config.toml config.yaml mkdocs.yml book.json".split()
"""Files at the root of a site of Hexo, Jekyll, Hugo, MkDocs or GitBook."""
SERVED = ("source", "static", "public", "assets", "docs", "")
"""Folders of such a site from which `/…` is served."""
MAX_BYTES = 30_000_000
"""Of a file."""


def gather(
    body: str,
    place: Place,
    source: Path,
    slug: str,
    known: Mapping[str, bytes] | None = None,
    within: Path | None = None,
) -> tuple[str, Mapping[str, bytes], list[Problem]]:
    """Collect the pictures and files of an article.

    Returns `body` with rewritten links, the files by name below PICTURES, and warnings for those that were not found.
    `source` is the file that the article comes from; `body` begins at `place` (line 0 if line numbers are unknown);
    `slug` is for messages; `known` are pictures that came with the article; `within` is the folder of the notes that it
    belongs to.
    """
    links = _Links(source, known or {}, within, place, slug)
    return edited(body, links.edits(body)), links.files, links.problems


class _Links(Struct):
    """Rewrites the links of an article, and collects the linked files."""

    source: Path
    known: Mapping[str, bytes]
    within: Path | None
    place: Place
    slug: str
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Address, with what is percent-encoded as it is → name in `files`."""
    problems: list[Problem] = field(default_factory=list)

    def edits(self, body: str) -> Iterator[tuple[int, int, str]]:
        """The addresses of files that come along: place in `body`, and the new address."""
        before = lines_before(body)
        for one in inlines(body):
            if one.kind != "tag":
                places = [(one.url, one.at, one.until)] if one.kind == "picture" or _names_file(one.url) else []
            else:
                wanted = "src" if SHOWN.match(one.text) else "href"
                places = [
                    (url, at, until)
                    for name, url, at, until in one.attributes
                    if name == wanted and (name == "src" or _names_file(url))
                ]
            for url, at, until in places:
                if (name := self._name_of(url, before(at))) is not None:
                    yield at, until, f"{PICTURES}/{name}"

    def _name_of(self, url: str, line: int) -> str | None:
        """The name below PICTURES of the file at an address; None if it stays where it is, or is not found."""
        if (OUTSIDE.match(url) and not LOCAL.match(url)) or not url:
            return None
        key = unquote(url)
        if key not in self.names:
            data = self.known.get(url) or find_picture(url, self.source, self.within)
            if isinstance(data, Text):
                self.problems.append(self._missing(url, data, self.place.line + line if self.place.line else 0))
                return None
            name = _name(url, data, self.files)
            self.names[key], self.files[name] = name, data
        return self.names[key]

    def _missing(self, written: str, why: Text, line: int) -> Problem:
        kind, folder = _kind(written), f"content/articles/{self.slug}/"
        return Problem(
            "warning",
            "missing-image",
            Place(self.place.path, line),
            Text(f"{kind.zh} {written}：{why.zh}", f"{kind.en} {written}: {why.en}"),
            Text(f"自己放到 {folder} 里，再改链接", f"put it into {folder} and mend the link"),
        )


def cover(written: str, source: Path, files: Mapping[str, bytes]) -> tuple[str, Mapping[str, bytes]]:
    """The rewritten address of an article's cover, and `files` with it; both unchanged if it is not found."""
    if OUTSIDE.match(written) or not written:
        return written, files
    data = find_picture(written, source)
    if isinstance(data, Text):
        return written, files
    name = next((name for name, known in files.items() if known == data), None) or _name(written, data, files)
    return f"{PICTURES}/{name}", {**files, name: data}


def _names_file(url: str) -> bool:
    return url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].lower().endswith(FILES)


def find_picture(written: str, source: Path, within: Path | None = None) -> bytes | Text:
    """The bytes of the picture or file at `written`, an address in the file `source`; or why it cannot be used."""
    root = _root(source, within)
    written = PurePosixPath(written.replace("\\", "/")).name if LOCAL.match(written) else written
    bare = unquote(written.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])
    candidates = list(_candidates(bare, source, root))
    for file in chain(files_at(candidates, root), files_at(_spelled_otherwise(candidates, root), root)):
        with suppress(OSError):
            if file.stat().st_size > MAX_BYTES:
                return Text("太大", "too large")
            data = file.read_bytes()
            fits = picture_suffix(data) or (file.suffix.lower() in FILES and _is_file(data))
            return data if fits else Text("不是图片", "not a picture")
    return Text("没有找到", "not found")


def _spelled_otherwise(candidates: Iterable[Path], root: Path) -> Iterator[Path]:
    """Files beside the candidates whose names differ from theirs in case, which Windows and macOS ignore."""
    for candidate in candidates:
        with suppress(OSError, ValueError):
            name = candidate.name.casefold()
            if candidate.parent.resolve().is_relative_to(root):  # no other folder is looked into
                yield from sorted(path for path in candidate.parent.iterdir() if path.name.casefold() == name)


def picture_suffix(data: bytes) -> str:
    """The suffix for a picture's bytes; empty if they are none, or an SVG with active content."""
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return ".avif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    for begin, suffix in ((b"\x89PNG\r\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif")):
        if data.startswith(begin):
            return suffix
    return ".svg" if b"svg" in data[:2000] and is_static_svg(data) else ""


def _kind(written: str) -> Text:
    name = PurePosixPath(written.split("?", maxsplit=1)[0]).name
    return Text("图片", "picture") if is_picture(name) or "." not in name else Text("文件", "file")


def _is_file(data: bytes) -> bool:
    """Whether bytes are those of a document, audio, video or archive."""
    return data[4:8] == b"ftyp" or data.startswith(MAGIC)


def _candidates(written: str, source: Path, root: Path) -> Iterator[Path]:
    """Possible paths of a picture: beside the article, in its asset folder (Hexo), in folders that the old site serves."""
    relative = written.lstrip("/")
    if not written.startswith("/"):
        yield source.parent / relative
        yield source.parent / source.stem / relative
        yield source.parent / PurePosixPath(relative).name
        for folder in (f"{source.stem}.assets", f"{source.stem}_files", "assets", "images", "attachments"):
            yield source.parent / folder / PurePosixPath(relative).name
    else:
        yield Path(written)
    for folder in SERVED:
        yield root / folder / relative


def _root(source: Path, within: Path | None) -> Path:
    """The root of the site of `source`, else of its Obsidian vault, else `within`, else its own folder."""
    source = source.resolve()
    root = above(source, lambda folder: any((folder / name).is_file() for name in SITES)) or vault_of(source)
    within = within.resolve() if within else source.parent
    return root or (within if source.is_relative_to(within) else source.parent)


def _name(written: str, data: bytes, taken: Mapping[str, bytes]) -> str:
    """A safe file name that is unused, or that of the same picture."""
    old = PurePosixPath(unquote(written.split("?", maxsplit=1)[0]))
    suffix = old.suffix.lower() if old.suffix.lower() in FILES else picture_suffix(data)
    folded = {name.casefold(): known for name, known in taken.items()}
    names = (f"{stem}{suffix}" for stem in numbered(slug_of(old.stem)))
    return next(name for name in names if folded.get(name.casefold(), data) == data)
