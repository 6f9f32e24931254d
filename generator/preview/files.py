"""From the path of a request to a file of the built site, as GitHub Pages answers it, and to nothing outside of it."""

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
"""Said here, and not left to the system's own table, so that every machine previews alike."""


class Found(Struct, frozen=True):
    """A file of the site."""

    path: str
    """Relative to the output."""
    data: bytes


class Moved(Struct, frozen=True):
    """The same page under the address that it should have."""

    location: str


def find(output: Path, path: str) -> Found | Moved | None:
    """What the site has at `path`, a request's path already percent-decoded; None where there is nothing.

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
    """The MIME type of a file by its ending."""
    ending = Path(path).suffix.lower()
    return TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _file(output: Path, path: str) -> Found | None:
    """The regular file at `path`, unless a `..` or a symbolic link leads out of `output`. A hidden file is none of the
    site's pages.
    """
    if not is_safe_path(path) or any(part.startswith(".") for part in path.split("/")):
        return None
    try:
        real = (output / path).resolve(strict=True)
        if not real.is_relative_to(output.resolve()) or not S_ISREG(real.stat().st_mode):
            return None
        return Found(path, real.read_bytes())
    except (OSError, ValueError, RuntimeError):  # not there, a name that is no name (NUL, too long), a loop of links
        return None
