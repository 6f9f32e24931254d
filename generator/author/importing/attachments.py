"""Pictures and linked files of an imported article: finds them beside it or in its old site, and rewrites its links.

For safety a file is taken only from the old site's folder (or the article's own if there is no site), symbolic links
resolved, and only if its bytes are those of a known type. So an article cannot bring in other files of the person who
imports it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct, field

from generator.author.importing.article import PICTURES
from generator.author.importing.lines import each_part, lines_with_code, outside_code
from generator.author.importing.locate import above, files_at, vault_of
from generator.author.importing.svg import is_static_svg
from generator.core.errors import Place, Problem, Text
from generator.core.names import numbered, slug_of
from generator.core.picture_types import TYPES, is_picture
from generator.core.urls import OUTSIDE

MARKDOWN = re.compile(r"(!\[(?:\\.|[^\]\\\n!]|!(?!\[))*\]\(\s*)(<[^<>\n]+>|[^\s()<>]+)")
HTML = re.compile(r"(<(?:img|audio|video|source)\b[^<>]*?\ssrc=\s*[\"'])([^\"'<>]+)", re.IGNORECASE)
ANCHOR = re.compile(r"(<a\b[^<>]*?\shref=\s*[\"'])([^\"'<>]+)", re.IGNORECASE)
LINKED = re.compile(r"((?<!!)\[(?:\\.|[^\[\]\\\n])*\]\(\s*)(<[^<>\n]+>|[^\s()<>]+)(?=[^()\n]*\))", re.IGNORECASE)
"""A link, not a picture."""
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
    links = _Links(source, known or {}, within, place.path, slug)
    lines = []
    for number, text, code in lines_with_code(body.split("\n")):
        lines.append(text if code else links.rewritten(text, place.line + number if place.line else 0))
    return "\n".join(lines), links.files, links.problems


class _Links(Struct):
    """Rewrites the links of an article, and collects the linked files."""

    source: Path
    known: Mapping[str, bytes]
    within: Path | None
    path: str
    slug: str
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Address as written → name in `files`."""
    problems: list[Problem] = field(default_factory=list)

    def rewritten(self, text: str, line: int) -> str:
        """A line outside code blocks."""
        text = _replace_pictures(text, partial(self._put, line=line))
        if "](" not in text and "href" not in text.lower():
            return text
        put = partial(self._put_file, line=line)
        return outside_code(text, lambda part: ANCHOR.sub(put, LINKED.sub(put, part)))

    def _put_file(self, found: re.Match[str], line: int) -> str:
        is_file = found[2].strip("<>").split("?")[0].split("#")[0].lower().endswith(FILES)
        return self._put(found, line) if is_file else found[0]

    def _put(self, found: re.Match[str], line: int) -> str:
        written = found[2].strip("<>")
        if (OUTSIDE.match(written) and not LOCAL.match(written)) or not written:
            return found[0]
        if written not in self.names:
            data = self.known.get(written) or find_picture(written, self.source, self.within)
            if isinstance(data, Text):
                self.problems.append(self._missing(written, data, line))
                return found[0]
            self.names[written] = name = _name(written, data, self.files)
            self.files[name] = data
        return f"{found[1]}{PICTURES}/{self.names[written]}"

    def _missing(self, written: str, why: Text, line: int) -> Problem:
        kind, folder = _kind(written), f"content/articles/{self.slug}/"
        return Problem(
            "warning",
            "missing-image",
            Place(self.path, line),
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


def _replace_pictures(text: str, put: Callable[[re.Match[str]], str]) -> str:
    """A line with its pictures changed by `put`, except in code."""
    if "![" not in text and "src" not in text.lower():
        return text
    return each_part(text, lambda part: HTML.sub(put, MARKDOWN.sub(put, part)))


def find_picture(written: str, source: Path, within: Path | None = None) -> bytes | Text:
    """The bytes of the picture or file at `written`, an address in the file `source`; or why it cannot be used."""
    root = _root(source, within)
    written = PurePosixPath(written.replace("\\", "/")).name if LOCAL.match(written) else written
    bare = unquote(written.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])
    for file in files_at(_candidates(bare, source, root), root):
        with suppress(OSError):
            if file.stat().st_size > MAX_BYTES:
                return Text("太大", "too large")
            data = file.read_bytes()
            fits = picture_suffix(data) or (file.suffix.lower() in FILES and _is_file(data))
            return data if fits else Text("不是图片", "not a picture")
    return Text("没有找到", "not found")


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
    """A safe and unused file name."""
    old = PurePosixPath(unquote(written.split("?", maxsplit=1)[0]))
    suffix = old.suffix.lower() if old.suffix.lower() in FILES else picture_suffix(data)
    folded = {name.casefold() for name in taken}
    names = (f"{stem}{suffix}" for stem in numbered(slug_of(old.stem)))
    return next(name for name in names if name.casefold() not in folded)
