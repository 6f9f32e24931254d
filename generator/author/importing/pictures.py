"""The pictures of an imported article: found beside it or in its old site, copied next to it, its links put right.

A picture is taken only from the old site's folder (or, where there is none, the article's own), links followed, and
only if its
bytes are those of a picture: an article from elsewhere must not be able to bring in any other file of its reader's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.author.importing.article import PICTURES
from generator.author.importing.svg import is_still
from generator.core.errors import Place, Problem, Text
from generator.core.names import slug_of
from generator.core.pictures import is_picture

MARKDOWN = re.compile(r"(!\[(?:\\.|[^\]\\\n!]|!(?!\[))*\]\(\s*)(<[^<>\n]+>|[^\s()<>]+)")
HTML = re.compile(r"(<img\b[^<>]*?\ssrc=\s*[\"'])([^\"'<>]+)", re.IGNORECASE)
FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
CODE = re.compile(r"(`+[^`]*`+)")
OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
SITES = (
    "_config.yml",
    "_config.yaml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "mkdocs.yml",
    "book.json",
)
"""Files that tell the root of a site of Hexo, Jekyll, Hugo, MkDocs, GitBook."""
SERVED = ("source", "static", "public", "assets", "docs", "")
"""Folders of such a site from which `/…` is served."""
LEVELS = 8
LARGEST = 30_000_000
"""Bytes of a picture."""


def gather(body: str, place: Place, source: Path, slug: str) -> tuple[str, Mapping[str, bytes], list[Problem]]:
    """`body` with its pictures' links put right, file name below PICTURES → bytes, and warnings for those that cannot
    be had.

    `source` is the file that the article comes from; `body` begins at `place` (line 0: lines cannot be told). `slug`
    is for messages.
    """
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    problems: list[Problem] = []

    def put(found: re.Match[str], line: int) -> str:
        written = found[2].strip("<>")
        if OUTSIDE.match(written) or not written:
            return found[0]
        if written not in names:
            data = picture(written, source)
            if isinstance(data, Text):
                problems.append(
                    Problem(
                        "warning",
                        "missing-image",
                        Place(place.path, line),
                        Text(f"图片 {written}：{data.zh}", f"picture {written}: {data.en}"),
                        Text(
                            f"自己放到 content/articles/{slug}/ 里，再改链接",
                            f"put it into content/articles/{slug}/ and mend the link",
                        ),
                    )
                )
                return found[0]
            names[written] = _name(written, data, files)
            files[names[written]] = data
        return f"{found[1]}{PICTURES}/{names[written]}"

    lines = []
    for number, (text, code) in enumerate(_lines(body)):
        line = place.line + number if place.line else 0
        lines.append(text if code else _outside_code(text, partial(put, line=line)))
    return "".join(lines), files, problems


def cover(written: str, source: Path, files: Mapping[str, bytes]) -> tuple[str, Mapping[str, bytes]]:
    """The address of an article's own picture put right, and `files` with it; both as they are where it cannot be
    had.
    """
    if OUTSIDE.match(written) or not written:
        return written, files
    data = picture(written, source)
    if isinstance(data, Text):
        return written, files
    name = next((name for name, known in files.items() if known == data), None) or _name(written, data, files)
    return f"{PICTURES}/{name}", {**files, name: data}


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """The lines of `body`, and whether each belongs to a fenced block of code."""
    fence = ""
    for text in body.splitlines(keepends=True):
        found = FENCE.match(text)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        yield text, bool(fence or found)


def _outside_code(text: str, put: Callable[[re.Match[str]], str]) -> str:
    """A line with its pictures changed by `put`; code in it stays."""
    if "![" not in text and "<img" not in text.lower():
        return text
    return "".join(
        part if part.startswith("`") else HTML.sub(put, MARKDOWN.sub(put, part)) for part in CODE.split(text)
    )


def picture(written: str, source: Path) -> bytes | Text:
    """The bytes of the picture that `written`, an address in the file `source`, means; or why it cannot be had."""
    root = _root(source)
    for path in _candidates(unquote(written.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]), source, root):
        try:
            real = path.resolve()
            if not real.is_relative_to(root) or not real.is_file():
                continue
            if real.stat().st_size > LARGEST:
                return Text("太大", "too large")
            data = real.read_bytes()
        except (OSError, ValueError, RuntimeError):
            continue
        return data if kind_of(data) else Text("不是图片", "not a picture")
    return Text("没有找到", "not found")


def kind_of(data: bytes) -> str:
    """The suffix for a picture's bytes, "" where they are none, or an SVG that does more than show something."""
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return ".avif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    for begin, suffix in ((b"\x89PNG\r\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif")):
        if data.startswith(begin):
            return suffix
    return ".svg" if b"svg" in data[:2000] and is_still(data) else ""


def _candidates(written: str, source: Path, root: Path) -> Iterator[Path]:
    """Where a picture may lie: beside the article, in its asset folder (Hexo), in what the old site serves."""
    relative = written.lstrip("/")
    if not written.startswith("/"):
        yield source.parent / relative
        yield source.parent / source.stem / relative
        yield source.parent / PurePosixPath(relative).name
    for folder in SERVED:
        yield root / folder / relative


def _root(source: Path) -> Path:
    """The folder of the site that `source` belongs to, its own folder where it belongs to none."""
    source = source.resolve()
    for folder in list(source.parents)[:LEVELS]:
        if any((folder / name).is_file() for name in SITES):
            return folder
    return source.parent


def _name(written: str, data: bytes, taken: Mapping[str, bytes]) -> str:
    """A safe file name that no other picture of the article has."""
    old = PurePosixPath(unquote(written.split("?", maxsplit=1)[0]))
    suffix = old.suffix.lower() if is_picture(old.name) else kind_of(data)
    stem = slug_of(old.stem)
    folded = {name.casefold() for name in taken}
    return next(
        name
        for number in range(1, len(taken) + 2)
        if (name := f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}").casefold() not in folded
    )
