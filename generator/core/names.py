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
LONGEST = 180
"""Bytes of UTF-8: most file systems allow 255 for a name, and endings come on top."""


def slug_of(name: str) -> str:
    """`name` as one safe path segment: `A/B 测试` → `A-B-测试`.

    Never empty, never begins with a dot or a dash, at most LONGEST bytes of UTF-8. Two names may give the same slug;
    whoever
    uses slugs must look out for that.
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
    """Whether a relative path with `/` stays below the folder that it is joined to, and can be written in one line of
    a list.

    It has no `..`, no drive, no empty segment, no line end.
    """
    return UNSAFE_PATH.search(path) is None


def fold(form: str) -> str:
    """`form` as it is compared with other forms: NFKC, case folded (Unicode, "Default Caseless Matching")."""
    return unicodedata.normalize("NFKC", form).casefold()
