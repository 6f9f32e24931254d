"""Names that are safe in file names, URLs and HTML ids. Han characters stay: browsers show them, and so do file
managers.
"""

import re
import unicodedata
from hashlib import sha256

UNSAFE = re.compile(
    r"[\s\x00-\x1f\x7f/\\:*?\"'<>|#%&{}\[\]^`~$@!=,;"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc\ufffd\ud800-\udfff]+"
)
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces")."""
UNSAFE_PATH = re.compile(r"[\\:\x00\n\v\f\r\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]|(?:\A|/)\.{0,2}(?:/|\Z)")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
JOINERS = re.compile(r"[\u200c\u200d\ufe00-\ufe0f]")
"""They change how the characters beside them look, emoji above all, and not what a name says."""
SHARP = re.compile(r"(?<=[a-z0-9])#")
"""As in C# and F#."""
HASHED = re.compile(r"-[0-9a-f]{6}\Z")
LONGEST = 180
"""Bytes of UTF-8: most file systems allow 255 for a name, and endings come on top."""


def slug_of(name: str) -> str:
    """`name` as one safe path segment: `A/B 测试` → `A-B-测试`.

    Never empty, never begins with a dot or a dash, at most LONGEST bytes of UTF-8. Two names may give the same slug;
    whoever uses slugs must look out for that.
    """
    slug = UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-. ")
    if RESERVED.match(slug):
        slug = f"_{slug}"
    if len(slug.encode()) > LONGEST:
        slug = (
            slug.encode()[: LONGEST - 9].decode(errors="ignore")
            + "-"
            + sha256(name.encode(errors="replace")).hexdigest()[:8]
        )
    return slug or "x" + sha256(name.encode(errors="replace")).hexdigest()[:8]


def is_safe_path(path: str) -> bool:
    """Whether a relative path with `/` stays below the folder that it is joined to, and can be written in one line of a
    list.

    It has no `..`, no drive, no empty segment, no line end.
    """
    return UNSAFE_PATH.search(path) is None


def tidy_label(name: str) -> str:
    """A tag or category without invisible characters and doubled blanks."""
    return " ".join(UNSEEN.sub("", name).split())


def fold_label(name: str) -> str:
    """A tag or category as it is compared: case, width and what cannot be seen do not tell two apart."""
    return tidy_label(JOINERS.sub("", fold(name)))


def page_name(name: str) -> str:
    """The file name of the page of a tag, category, series or author. It depends on the name alone, so it never changes
    hands: what a file name cannot hold is told apart by a digest of the name.
    """
    folded = fold_label(name)
    slug = slug_of(SHARP.sub("-sharp", folded.replace(" ", "_")))
    if slug == "index" or HASHED.search(slug) or not _is_exact(folded, slug):
        slug = f"{slug}-{sha256(folded.encode(errors='replace')).hexdigest()[:6]}"
    return slug


def _is_exact(folded: str, slug: str) -> bool:
    """Whether the name can be read back from the slug."""
    return "_" not in folded and "-sharp" not in folded and slug == SHARP.sub("-sharp", folded.replace(" ", "_"))


def fold(form: str) -> str:
    """`form` as it is compared with other forms: NFKC, case folded (Unicode, "Default Caseless Matching")."""
    return unicodedata.normalize("NFKC", form).casefold()
