"""The pictures of an imported article: found beside it or in its old site, copied next to it, its links put right.

A picture is taken only from the old site's folder (or, where there is none, the article's own), links followed, and
only if its bytes are those of a picture: an article from elsewhere must not be able to bring in any other file of its
reader's.
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

MARKDOWN = re.compile(r"(!\[(?:\\.|[^\]\\\n!]|!(?!\[))*\]\(\s*)(<[^<>\n]+>|[^\s()<>]+)")
HTML = re.compile(r"(<img\b[^<>]*?\ssrc=\s*[\"'])([^\"'<>]+)", re.IGNORECASE)
LINKED = re.compile(r"((?<!!)\[(?:\\.|[^\[\]\\\n])*\]\(\s*)(<[^<>\n]+>|[^\s()<>]+)(?=[^()\n]*\))", re.IGNORECASE)
"""A link that is no picture."""
FILES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".avif",
    ".svg",
    ".pdf",
    ".mp3",
    ".m4a",
    ".ogg",
    ".mp4",
    ".webm",
    ".zip",
)
"""What a link may have brought in."""
MAGIC = (
    (b"%PDF", ".pdf"),
    (b"ID3", ".mp3"),
    (b"\xff\xfb", ".mp3"),
    (b"OggS", ".ogg"),
    (b"\x1aE\xdf\xa3", ".webm"),
    (b"PK\x03\x04", ".zip"),
)
FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
CODE = re.compile(r"(`+[^`]*`+)")
LOCAL = re.compile(r"[a-zA-Z]:[\\/]|file:", re.IGNORECASE)
"""A path on the author's own disk; what is beside the article under the same name is meant."""
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
LONGEST_LINE = 20_000
"""Characters of a line in which links to files are looked for."""
LEVELS = 8
LARGEST = 30_000_000
"""Bytes of a picture."""


def gather(
    body: str,
    place: Place,
    source: Path,
    slug: str,
    known: Mapping[str, bytes] | None = None,
    within: Path | None = None,
) -> tuple[str, Mapping[str, bytes], list[Problem]]:
    """`body` with its pictures' links put right, file name below PICTURES → bytes, and warnings for those that cannot be
    had.

    `source` is the file that the article comes from; `body` begins at `place` (line 0: lines cannot be told). `slug`
    is for messages. `known` are pictures that came with the article;
    `within` is the folder of the notes that it belongs to.
    """
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    problems: list[Problem] = []

    def put_file(found: re.Match[str], line: int) -> str:
        written = found[2].strip("<>")
        if written.split("?")[0].split("#")[0].lower().endswith(FILES):
            return put(found, line)
        return found[0]

    def put(found: re.Match[str], line: int) -> str:
        written = found[2].strip("<>")
        if (OUTSIDE.match(written) and not LOCAL.match(written)) or not written:
            return found[0]
        if written not in names:
            data = (known or {}).get(written) or picture(written, source, within)
            if isinstance(data, Text):
                problems.append(
                    Problem(
                        "warning",
                        "missing-image",
                        Place(place.path, line),
                        Text(f"{_kind(written).zh} {written}：{data.zh}", f"{_kind(written).en} {written}: {data.en}"),
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
        if not code:
            text = _outside_code(text, partial(put, line=line))  # noqa: PLW2901  the same line
            text = _links(text, partial(put_file, line=line)) if "](" in text else text  # noqa: PLW2901
        lines.append(text)
    return "".join(lines), files, problems


def cover(written: str, source: Path, files: Mapping[str, bytes]) -> tuple[str, Mapping[str, bytes]]:
    """The address of an article's own picture put right, and `files` with it; both as they are where it cannot be had."""
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


def _links(text: str, put: Callable[[re.Match[str]], str]) -> str:
    """A line with its links to files changed by `put`; code in it stays."""
    if len(text) > LONGEST_LINE:
        return text
    return "".join(part if part.startswith("`") else LINKED.sub(put, part) for part in CODE.split(text))


def picture(written: str, source: Path, within: Path | None = None) -> bytes | Text:
    """The bytes of the picture that `written`, an address in the file `source`, means; or why it cannot be had."""
    root = _root(source, within)
    written = PurePosixPath(written.replace("\\", "/")).name if LOCAL.match(written) else written
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
        fits = kind_of(data) or (path.suffix.lower() in FILES and _is_file(data))
        return data if fits else Text("不是图片", "not a picture")
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


def _kind(written: str) -> Text:
    picture_like = written.lower().split("?")[0].endswith(FILES[:7]) or "." not in PurePosixPath(written).name
    return Text("图片", "picture") if picture_like else Text("文件", "file")


def _is_file(data: bytes) -> bool:
    """Whether bytes are those of a document, sound, film or archive."""
    return data[4:8] == b"ftyp" or any(data.startswith(begin) for begin, _ in MAGIC)


def _candidates(written: str, source: Path, root: Path) -> Iterator[Path]:
    """Where a picture may lie: beside the article, in its asset folder (Hexo), in what the old site serves."""
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
    """The folder of the site that `source` belongs to, else the vault of Obsidian, else `within`, else its own folder."""
    source = source.resolve()
    for folder in list(source.parents)[:LEVELS]:
        if any((folder / name).is_file() for name in SITES):
            return folder
    for folder in list(source.parents)[:LEVELS]:
        if (folder / ".obsidian").is_dir():
            return folder
    within = within.resolve() if within else source.parent
    return within if source.is_relative_to(within) else source.parent


def _name(written: str, data: bytes, taken: Mapping[str, bytes]) -> str:
    """A safe file name that no other picture of the article has."""
    old = PurePosixPath(unquote(written.split("?", maxsplit=1)[0]))
    suffix = old.suffix.lower() if old.suffix.lower() in FILES else kind_of(data)
    stem = slug_of(old.stem)
    folded = {name.casefold() for name in taken}
    return next(
        name
        for number in range(1, len(taken) + 2)
        if (name := f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}").casefold() not in folded
    )
