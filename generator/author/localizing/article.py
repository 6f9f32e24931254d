"""Downloads the pictures of one article and rewrites their addresses in its source."""

import posixpath
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct, field

from generator import readers
from generator.author.edits import files
from generator.author.edits.change import changed_since
from generator.author.importing.attachments import picture_suffix
from generator.author.localizing.remote import RemotePicture, remote_pictures
from generator.core.errors import Place, Problem, Text
from generator.core.names import numbered, slug_of
from generator.core.picture_types import TYPES
from generator.core.urls import quoted, split
from generator.readers.decode import clean, decode

FOLDER = "content"
INDEX = ("index", "_index")
BY_HAND = Text(
    "在浏览器里打开它，另存到文章旁边，再改链接", "open it in a browser, save it next to the article, and mend the link"
)
UNKNOWN = (
    Text("这个文件不是 UTF-8 或 GB18030 编码，没有动它", "this file is neither UTF-8 nor GB18030 and is left as it is"),
    Text("用编辑器另存为 UTF-8", "save it as UTF-8 in your editor"),
)
AGAIN = Text("再运行一次；图片已经下载好", "run this again; the pictures are there already")

Get = Callable[[str], bytes | Text]
"""URL → the bytes of the picture, or why it cannot be fetched."""


class Localized(Struct):
    """The result for one article."""

    path: str
    got: dict[str, str] = field(default_factory=dict)
    """URL → site-relative path of the picture."""
    size: int = 0
    """Total bytes of the new pictures."""
    problems: list[Problem] = field(default_factory=list)
    written: bool = False


def pictures_of(root: Path, path: str) -> list[RemotePicture] | Problem:
    """The pictures of other hosts in the article at `path`, or a problem if it cannot be changed."""
    source = readers.load(root, path)
    if isinstance(source, Problem):
        return source
    if "//" not in source.text:
        return []
    try:
        text = _decoded((root / path).read_bytes())
    except OSError:
        text = None
    if text is None:
        return Problem("warning", "not-localized", Place(path), *UNKNOWN)
    return remote_pictures(source, text[0])


def _decoded(data: bytes) -> tuple[str, str] | None:
    """The text of a file and its encoding, of which the same bytes can be made again; None for other encodings."""
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if text.encode(encoding) == data and (encoding == "utf-8" or clean(text) == decode(data)[0]):
                return text, encoding
    return None


def localize(root: Path, path: str, get: Get) -> Localized:
    """Download the pictures of the article at `path` next to it. Raises SiteError if the file system refuses.

    The rest of its source stays as it is, byte for byte. A picture that cannot be fetched keeps its address and is
    reported.
    """
    done = Localized(path)
    found = pictures_of(root, path)
    if isinstance(found, Problem):
        done.problems.append(found)
        return done
    if not found:
        return done
    before = (root / path).read_bytes()
    text, encoding = _decoded(before) or ("", "")
    folder, prefix = _home(path)
    failed: set[str] = set()
    for one in found:
        if one.url in done.got or one.url in failed:
            continue
        data = get(one.url)
        if isinstance(data, Text):
            failed.add(one.url)
            done.problems.append(_problem(path, one, data))
            continue
        done.got[one.url], new = _put(root, folder, one.url, data)
        done.size += len(data) if new else 0
    places = {url: prefix + posixpath.basename(at) for url, at in done.got.items()}
    if done.got:
        after = _rewritten(text, found, places).encode(encoding) if encoding else before  # it may have changed since
        done.written = files.replace(root, FOLDER, path, before, after)
        if not done.written:
            done.problems.append(changed_since(path, AGAIN).problems[0]._replace(level="warning"))
    return done


def _rewritten(text: str, found: list[RemotePicture], places: dict[str, str]) -> str:
    """`text` with the addresses in `places` replaced."""
    made, at = [], 0
    for one in found:
        if one.url in places:
            place = quoted(places[one.url]) if one.kind != "front" else places[one.url]
            made += [
                text[at : one.start],
                escape(place) if one.kind == "html" else place.replace("(", "%28").replace(")", "%29"),
            ]
            at = one.end
    return "".join([*made, text[at:]])


def _home(path: str) -> tuple[str, str]:
    """The folder for an article's pictures, and the prefix of their addresses in its source."""
    folder, name = posixpath.split(path)
    stem = PurePosixPath(name).stem
    if stem.split(".")[0] in INDEX:
        return folder, ""
    return f"{folder}/{stem}", f"{stem}/"


def _put(root: Path, folder: str, url: str, data: bytes) -> tuple[str, bool]:
    """Write the picture unless it exists; returns its path, and whether it is new."""
    suffix = picture_suffix(data)
    parts = split(url)
    old = PurePosixPath(unquote(parts.path if parts else ""))
    stem = slug_of(old.stem if old.suffix.lower() in TYPES else old.name)
    for name in numbered(stem):
        path = f"{folder}/{name}{suffix}"
        if files.create(root, FOLDER, path, data):
            return path, True
        if (root / path).is_file() and (root / path).read_bytes() == data:
            return path, False
    path = f"{folder}/{sha256(data).hexdigest()[:16]}{suffix}"
    return path, files.create(root, FOLDER, path, data)


def _problem(path: str, one: RemotePicture, why: Text) -> Problem:
    message = Text(f"图片 {one.url}：{why.zh}", f"picture {one.url}: {why.en}")
    return Problem("warning", "not-localized", Place(path, one.line), message, BY_HAND)
