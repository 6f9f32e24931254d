"""Sizes and scaled copies of the author's pictures. Pillow is imported lazily."""

import re
import warnings
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from generator.core.patterns import late
from generator.core.picture_types import Picture, is_picture
from generator.store import cache, scan
from generator.store.kept import Kept

SIDEWAYS = (5, 6, 7, 8)
"""EXIF orientations that swap width and height."""
ORIENTATION = 0x0112
QUALITY = 82
HEAD = 65_536
"""Bytes of an SVG that are searched for its root element."""
MAX_SIDE = 40_000
"""Pixels of the longer side, above which no copies are made."""
ROOT = re.compile(r"<(?:\w+:)?svg\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
COMMENTS = re.compile(r"<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>|<\?.*?\?>", re.DOTALL)
ATTRIBUTE = re.compile(r"\s(width|height|viewBox)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
LENGTH = late(r"\s*\+?(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|pc|in|cm|mm|q)?\s*\Z", re.IGNORECASE)
PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}


class Known(Struct, frozen=True):
    """A cached picture."""

    stat: scan.Stat
    picture: Picture | None
    """None if the file is not a readable picture."""


class Pictures:
    """The pictures of the site in `root`, cached in `folder` between builds."""

    def __init__(self, root: Path, folder: Path, *, read: bool = True) -> None:
        self._root = root
        self._file = folder / "pictures.json"
        self._copies = Kept(folder / "pictures")
        self._read = read
        self._known: dict[str, Known] | None = None
        self._new = False

    def of(self, path: str, stat: scan.Stat) -> Picture | None:
        """The picture at `path`, whose stat is `stat`; None if it is not a picture."""
        if not is_picture(path):
            return None
        if self._known is None:
            self._known = (cache.load(self._file, dict[str, Known]) if self._read else None) or {}
        known = self._known.get(path)
        if known is not None and known.stat == stat:
            return known.picture
        seen = scan.now()
        picture = _inspect(self._root / path)
        if scan.trusted(stat, seen):
            self._known[path], self._new = Known(stat, picture), True
        return picture

    def save(self, paths: frozenset[str]) -> None:
        """Save the cache of the files at `paths`. Raises OSError."""
        if self._known is None or not self._new:
            return
        self._known = {path: known for path, known in self._known.items() if path in paths}
        cache.save(self._file, self._known)
        self._new = False

    def scaled(self, path: str, width: int) -> bytes:
        """The picture at `path` as WebP, `width` pixels wide. Raises OSError if the file is gone."""
        data = (self._root / path).read_bytes()
        name = f"{sha256(data).hexdigest()[:32]}-{width}.webp"
        made = self._copies.get(name, lambda: _scale(self._root / path, width))
        return data if made is None else made  # damaged after its header: browsers show part of it


def _inspect(path: Path) -> Picture | None:
    if path.suffix.lower() == ".svg":
        return _vector(path)
    from PIL import Image  # lazy: only for new or changed pictures

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about size, which matters only for decoding
            with Image.open(path) as image:
                width, height = image.size
                turned = image.format in ("JPEG", "MPO", "WEBP") and image.getexif().get(ORIENTATION) in SIDEWAYS
                still = not getattr(image, "is_animated", False) or image.format == "MPO"
                fits = image.format in ("PNG", "JPEG", "MPO") and still and max(width, height) <= MAX_SIDE
    except Exception:  # noqa: BLE001 — Pillow raises various exceptions for damaged files
        return None
    if width < 1 or height < 1:
        return None
    return Picture(height, width, fits) if turned else Picture(width, height, fits)


def _vector(path: Path) -> Picture | None:
    """The size of an SVG: from its width and height, or its viewBox."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return None
    coding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    found = ROOT.search(COMMENTS.sub("", head.decode(coding, "replace")))
    if found is None:
        return None
    values = {name: double or single for name, double, single in ATTRIBUTE.findall(found[1])}
    width, height = _pixels(values.get("width", "")), _pixels(values.get("height", ""))
    box = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", values.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if not width:
            width = height * box[2] / box[3] if height else box[2]
        height = height or width * box[3] / box[2]
    if not width or not height:
        return None
    return Picture(max(1, round(width)), max(1, round(height)), smaller=False)


def _pixels(length: str) -> float:
    found = LENGTH.match(length)
    return float(found[1]) * PIXELS[(found[2] or "").lower()] if found else 0.0


def _scale(path: Path, width: int) -> bytes | None:
    import io

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                profile = image.info.get("icc_profile")
                upright = ImageOps.exif_transpose(image)
                has_alpha = upright.has_transparency_data
                plain = upright.convert("RGBA" if has_alpha else "RGB")
                height = max(1, round(plain.height * width / plain.width))
                made = io.BytesIO()
                small = plain.resize((width, height), Image.Resampling.LANCZOS)
                small.save(made, "WEBP", quality=QUALITY, icc_profile=profile or b"")
                return made.getvalue()
    except Exception:  # noqa: BLE001 — as above
        return None
