"""Slugs: names that are safe in file names, URLs and HTML ids. Han characters are kept."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from generator.core.patterns import late

UNSAFE = late(
    r"[\s\x00-\x1f\x7f/\\:*?\"'<>|#%&{}\[\]^`~$@!=,;"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc\ufffd\ud800-\udfff]+"
)
RESERVED = late(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
"""Names reserved for devices on Windows, with any suffix (Microsoft, "Naming Files, Paths, and Namespaces")."""
SAFE_PATH = re.compile(
    r"(?:(?!\.{1,2}(?:/|\Z))[^/\\:\x00\n\v\f\r\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]+(?:/(?!\Z)|\Z))+"
)
BAD_IN_NAME = late(r"[\x00-\x1f\x7f\ufffc\ufffd\ud800-\udfff\u2028\u2029]")
"""What no name or alias of an entry may have: control characters, line ends, and what stands for what is no text."""
INVISIBLE = late(r"[\x00-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
JOINERS = re.compile(r"[\u200c\u200d\ufe00-\ufe0f]")
"""Joiners and variation selectors. They change the look of a name, not its meaning."""
SHARP = re.compile(r"(?<=[a-z0-9])#")
"""As in C# and F#."""
HASHED = re.compile(r"-[0-9a-f]{6}\Z")
MAX_BYTES = 180
"""In UTF-8. Most file systems allow 255 bytes, and suffixes are added to a slug."""


def slug_of(name: str) -> str:
    """`name` as a safe path segment: `A/B 测试` → `A-B-测试`.

    The slug is not empty, does not begin with a dot or dash, and has at most MAX_BYTES bytes. Different names may have
    the same slug; the caller must check.
    """
    slug = UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-. ")
    if RESERVED.match(slug):
        slug = f"_{slug}"
    if len(slug.encode()) > MAX_BYTES:
        slug = f"{slug.encode()[: MAX_BYTES - 9].decode(errors='ignore')}-{_digest(name, 8)}"
    return slug or f"x{_digest(name, 8)}"


def _digest(name: str, length: int) -> str:
    return sha256(name.encode(errors="replace")).hexdigest()[:length]


def is_safe_path(path: str) -> bool:
    """Whether a relative path with `/` has no `..`, drive, empty segment or line end.

    Such a path stays below the folder that it is joined to, and fits on one line of a list.
    """
    return SAFE_PATH.fullmatch(path) is not None


def tidy_label(name: str) -> str:
    """A tag or category without invisible characters and repeated spaces."""
    return " ".join(INVISIBLE.sub("", name).split())


def fold_label(name: str) -> str:
    """A tag or category for comparison: without case, width and invisible characters."""
    return tidy_label(JOINERS.sub("", fold_name(name)))


def page_name(name: str) -> str:
    """File name, without suffix, for the page of a tag, category, series or author.

    It depends on the name only, so that pages keep their URLs. If the slug does not determine the name, a digest is
    appended.
    """
    folded = fold_label(name)
    slug = slug_of(SHARP.sub("-sharp", folded.replace(" ", "_")))
    if slug == "index" or HASHED.search(slug) or not _is_exact(folded, slug):
        slug = f"{slug}-{_digest(folded, 6)}"
    return slug


def _is_exact(folded: str, slug: str) -> bool:
    """Whether the slug determines the name."""
    return "_" not in folded and "-sharp" not in folded and slug == SHARP.sub("-sharp", folded.replace(" ", "_"))


def fold_name(form: str) -> str:
    """`form` for comparison: NFKC, case folded (Unicode, "Default Caseless Matching")."""
    return unicodedata.normalize("NFKC", form).casefold()


def numbered(name: str) -> Iterator[str]:
    """`name`, then `name-2`, `name-3` and so on, for one that may be taken."""
    yield name
    yield from (f"{name}-{number}" for number in range(2, 10_000))
