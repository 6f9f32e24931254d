"""Finds a font with Chinese characters on this system."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
FILES = (
    "NotoSerifCJK-Bold",
    "SourceHanSerif-Bold",
    "SourceHanSerifSC-Bold",
    "NotoSansCJK-Bold",
    "NotoSansCJK-Regular",
    "SourceHanSansSC-Bold",
    "Songti",
    "PingFang",
    "STHeiti Medium",
    "Hiragino Sans GB",
    "msyhbd",
    "msyh",
    "simhei",
    "wqy-zenhei",
    "wqy-microhei",
)
"""Files of Chinese fonts without suffix, the best first."""
FACES = {"zh-Hans": "zh-cn", "zh-Hant": "zh-tw"}
"""Language of a site → fontconfig's."""
PROBE = "永龜"
"""Characters that a font must have."""


class Font(Struct, frozen=True):
    """A face of a font file."""

    path: str
    index: int = 0

    @property
    def stamp(self) -> tuple[str, int, int, int]:
        """Identifies the font on this system. Raises OSError."""
        said = Path(self.path).stat()
        return Path(self.path).name, self.index, said.st_size, said.st_mtime_ns


def find(wanted: str, root: Path, language: str) -> Font | None:
    """The font `wanted`: the family of an installed one, or a file relative to `root`; if empty, one that suits titles in
    the site's `language`. None if there is none, or if it has no Chinese characters.
    """
    if wanted.lower().endswith(SUFFIXES):
        found = Font(str(root / wanted))
        return found if _has_han(found) else None
    asked = wanted or f"serif:lang={FACES.get(language, 'zh-cn')}:weight=200"
    return next((font for font in (*_by_fontconfig(asked, wanted), *_by_file(wanted)) if _has_han(font)), None)


def _by_fontconfig(asked: str, family: str) -> Iterator[Font]:
    """The font that fontconfig chooses. It always returns one, so its family must be compared."""
    import shutil  # lazy, like subprocess: few sites make cards
    import subprocess  # nosec B404 # called with fixed words

    if not (program := shutil.which("fc-match")):
        return
    command = [program, "--format", "%{file}\t%{index}\t%{family}", asked.replace("\0", "")]
    try:
        told = subprocess.run(command, capture_output=True, check=True, timeout=20).stdout  # noqa: S603 # nosec B603 # no shell
    except (OSError, subprocess.SubprocessError):
        return
    path, _, rest = told.decode(errors="replace").partition("\t")
    index, _, families = rest.partition("\t")
    if index.isdecimal() and (not family or family.lower() in families.lower().split(",")):
        yield Font(path, int(index) & 0xFFFF)  # the higher bits name an instance of a variable font


def _by_file(family: str) -> Iterator[Font]:
    """Fonts of FILES in this system's folders, if no family is wanted."""
    if family:
        return
    files = {
        path.stem.lower(): path
        for folder in FOLDERS
        for path in sorted(Path(folder).expanduser().rglob("*"))
        if path.suffix.lower() in SUFFIXES
    }
    yield from (Font(str(files[name.lower()])) for name in FILES if name.lower() in files)


def _has_han(font: Font) -> bool:
    """Whether the font can be read and has PROBE: a missing character looks like another missing one."""
    from PIL import ImageFont  # lazy: few sites make cards

    try:
        face = ImageFont.truetype(font.path, 40, font.index, layout_engine=ImageFont.Layout.BASIC)
        missing = bytes(face.getmask("\U000ffffd"))
        return all(bytes(face.getmask(char)) != missing for char in PROBE)
    except (OSError, ValueError):
        return False
