"""Bytes of an article → text. The home of charset-normalizer."""

import codecs
import re

from generator.core.errors import Place, Problem, Text

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16."""
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
"""Bytes that are looked at to tell text from something else."""
UNREADABLE = re.compile("[\x00\ud800-\udfff]")
BROKEN = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, path: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text of a file and what is wrong with it: UTF-8, UTF-16 or UTF-32 with their marks, GB18030, Big5.

    A UTF-8 text with a few broken bytes is taken, with U+FFFD for each. What is no text gives "" and an error; `path`
    names it.
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
    return clean(text) if b"\0" in data else _newlines(text).removeprefix(
        "\ufeff"
    ), ()  # UTF-8 has no lone surrogates to look for


def clean(text: str) -> str:
    """`text` with newlines as line feeds, and U+FFFD for NUL and for lone surrogates."""
    text = _newlines(text)
    return UNREADABLE.sub("\ufffd", text) if UNREADABLE.search(text) else text.removeprefix("\ufeff")


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_binary(data: bytes) -> bool:
    """Whether this is no text: a known kind of file, or more than a tenth of it control characters."""
    sample = data[:SAMPLE]
    return data.startswith(MAGIC) or (len(sample) - len(sample.translate(None, CONTROLS))) * 10 > len(sample)


def _guess(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of what is no clean UTF-8."""
    mended = data.decode("utf-8", "replace")
    broken, high = mended.count("\ufffd"), len(BROKEN.findall(data))
    if broken * 20 < high:  # UTF-8 with an accident: nearly all of its multi-byte characters are whole
        return clean(mended), ()
    if (text := _legacy(data)) is not None:
        return clean(text), ()
    return "", (_refusal(path),)


def _legacy(data: bytes) -> str | None:
    """The text in a Chinese encoding older than Unicode."""
    from charset_normalizer import from_bytes  # seldom needed

    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and _usual(text) > 0.9:
        return text
    best = from_bytes(
        data[:SAMPLE], cp_isolation=["gb18030", "big5", "big5hkscs", "cp950", "shift_jis", "euc_kr"]
    ).best()
    return data.decode(best.encoding, "replace") if best else text or None


def _usual(text: str) -> float:
    """The share of characters beyond ASCII that simplified Chinese texts really use: those of GB2312."""
    high = [char for char in text[:SAMPLE] if char > "\x7f"]
    known = sum(1 for char in high if _in_gb2312(char))
    return known / len(high) if high else 1.0


def _in_gb2312(char: str) -> bool:
    """Whether GB2312's first level (3,755 characters in common use) or its signs have the character."""
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
