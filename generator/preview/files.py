"""Maps the path of a request to a file of the built site, as GitHub Pages does, and never to a file outside."""

import mimetypes
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from generator.core import picture_types
from generator.core.names import is_safe_path
from generator.core.urls import quoted

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    **picture_types.TYPES,
    ".ico": "image/vnd.microsoft.icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
"""Fixed here rather than taken from the system's table, so that previews are the same on every machine."""


class SiteFile(Struct, frozen=True):
    """A file of the site."""

    path: str
    """Relative to the output."""
    data: bytes


class Moved(Struct, frozen=True):
    """A redirect to the page's proper address."""

    location: str


def find(output: Path, path: str) -> SiteFile | Moved | None:
    """The file at `path`, a percent-decoded request path; None if there is none.

    `/` is `index.html`, `/a` is `a`, `a.html` or, with a redirect to `/a/`, `a/index.html`, as on GitHub Pages.
    """
    name = path.removeprefix("/")
    if name == "" or name.endswith("/"):
        return _file(output, name + "index.html")
    found = _file(output, name) or _file(output, name + ".html")
    if found is None and _file(output, name + "/index.html"):
        return Moved("/" + quoted(name) + "/")
    return found


def media_type(path: str) -> str:
    """The MIME type of a file by its suffix."""
    ending = Path(path).suffix.lower()
    return TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _file(output: Path, path: str) -> SiteFile | None:
    """The regular file at `path`, unless it is hidden, or a `..` or a symbolic link leads out of `output`."""
    if not is_safe_path(path) or any(part.startswith(".") for part in path.split("/")):
        return None
    try:
        real = (output / path).resolve(strict=True)
        if not real.is_relative_to(output.resolve()) or not S_ISREG(real.stat().st_mode):
            return None
        return SiteFile(path, real.read_bytes())
    except (OSError, ValueError, RuntimeError):  # missing, an invalid name (NUL, too long), a symlink loop
        return None
