"""Decodes the bytes of a file. The only module that uses charset-normalizer."""

import codecs
import re

from generator.core.errors import Place, Problem, Text
from generator.core.patterns import late

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 comes before UTF-16, as its little-endian BOM begins with that of UTF-16."""
MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"\x1f\x8b\x08",
    b"Rar!",
    b"7z\xbc\xaf",
)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b")) + b"\x7f"
SAMPLE = 65536
"""Number of bytes that are examined to recognise binary files and encodings."""
UNREADABLE = late("[\x00\ud800-\udfff]")
HIGH_BYTE = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, path: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text of a file and its problems. Recognises UTF-8, UTF-16 and UTF-32 with a BOM, GB18030, Big5.

    In UTF-8 text, each invalid sequence becomes U+FFFD. A binary file gives "" and an error at `path`.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, "replace")), ()
    if _is_binary(data):
        return "", (_refusal(path),)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _guess(data, path)
    if b"\0" in data:
        return clean(text), ()
    return _newlines(text).removeprefix("\ufeff"), ()  # no need to clean: UTF-8 has no lone surrogates


def clean(text: str) -> str:
    """`text` with all newlines as line feeds, and NUL and lone surrogates replaced by U+FFFD."""
    text = _newlines(text)
    return UNREADABLE.sub("\ufffd", text) if UNREADABLE.search(text) else text.removeprefix("\ufeff")


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_binary(data: bytes) -> bool:
    """Whether `data` is not text: a known file format, or more than a tenth control characters."""
    sample = data[:SAMPLE]
    return data.startswith(MAGIC) or (len(sample) - len(sample.translate(None, CONTROLS))) * 10 > len(sample)


def _guess(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of bytes that are not valid UTF-8."""
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 20 < len(HIGH_BYTE.findall(data)):  # damaged UTF-8: nearly all characters are intact
        return clean(text), ()
    if (legacy := _legacy(data)) is not None:
        return clean(legacy), ()
    return "", (_refusal(path),)


def _legacy(data: bytes) -> str | None:
    """The text in a legacy Chinese encoding, or None."""
    from charset_normalizer import from_bytes  # lazy: rarely needed

    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and _share_of_gb2312(text) > 0.9:
        return text
    best = from_bytes(
        data[:SAMPLE], cp_isolation=["gb18030", "big5", "big5hkscs", "cp950", "shift_jis", "euc_kr"]
    ).best()
    return data.decode(best.encoding, "replace") if best else text or None


def _share_of_gb2312(text: str) -> float:
    """The share of GB2312 characters, which simplified Chinese texts really use, among non-ASCII characters."""
    high = [char for char in text[:SAMPLE] if char > "\x7f"]
    known = sum(1 for char in high if _in_gb2312(char))
    return known / len(high) if high else 1.0


def _in_gb2312(char: str) -> bool:
    """Whether the character is in level 1 of GB2312 (the 3,755 most common ones) or among its symbols."""
    try:
        return char.encode("gb2312")[0] < 0xD8
    except UnicodeEncodeError:
        return False


def _refusal(path: str) -> Problem:
    return Problem(
        "error",
        "not-text",
        Place(path),
        Text("这不是文本文件，无法读取", "this is not a text file"),
        Text(
            "请用原来的程序另存为 UTF-8 的 .md、.txt 或 .html",
            "save it as .md, .txt or .html in UTF-8 from the program that made it",
        ),
    )
