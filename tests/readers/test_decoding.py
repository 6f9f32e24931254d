"""Bytes → text: what editors in China leave behind."""

import codecs
from hashlib import sha256
from pathlib import Path

import pytest

from generator.core.draft import Source
from generator.core.errors import Problem
from generator.readers import load
from generator.readers.decode import clean, decode

TEXT = "早市的账本搬上了手机，摊主们说：这样记账，既省事又清楚。\n"
TRADITIONAL = "早市的帳本搬上了手機，攤主們說：這樣記帳，既省事又清楚。街道辦的年輕人挨家挨戶教會，教到第三十戶，表格就變成了一個程式。\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), TEXT),
        (TEXT.encode("gb18030"), TEXT),
        (TEXT.encode("gbk"), TEXT),
        (TRADITIONAL.encode("big5"), TRADITIONAL),
        ((TEXT * 50).encode("gb18030"), TEXT * 50),
        ("朱镕基、喆、㙍".encode("gb18030"), "朱镕基、喆、㙍"),
        (b"", ""),
        (b"plain", "plain"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data) == (text, ())


def test_a_broken_byte_in_utf8() -> None:
    data = (TEXT * 20).encode()
    text, problems = decode(data[:100] + b"\xff" + data[100:])
    assert problems == ()
    assert text.count("\ufffd") <= 3
    assert TEXT in text


def test_newlines_nul_and_surrogates() -> None:
    assert clean("甲\r\n乙\r丙\n") == "甲\n乙\n丙\n"
    assert clean("甲\x00乙\ud800丙") == "甲\ufffd乙\ufffd丙"
    assert clean("\ufeff甲") == "甲"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04docx",
        b"%PDF-1.7",
        b"\x00" * 50,
        bytes(range(256)) * 4,
        b"\xff\xd8\xff\xe0 jpeg",
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    text, problems = decode(data, "content/articles/a.md")
    assert text == ""
    assert [problem.say("zh") for problem in problems] == [
        "content/articles/a.md: 这不是文本文件，无法读取（请用原来的程序另存为 UTF-8 的 .md、.txt 或 .html）"
    ]


def test_load(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfx\r\ny")
    assert load(tmp_path, "a.md") == Source("a.md", "x\ny", sha256(b"\xef\xbb\xbfx\r\ny").hexdigest())


def test_load_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    for path in ("none.md", "folder.md", "loop.md", "a\x00b.md"):
        problem = load(tmp_path, path)
        assert isinstance(problem, Problem)
        assert problem.code == "unreadable"


def test_load_nothing_from_outside(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.md").write_text("x")
    (tmp_path / "site" / "a.md").symlink_to(tmp_path / "secret.md")
    for path in ("a.md", "../secret.md", str(tmp_path / "secret.md")):
        problem = load(tmp_path / "site", path)
        assert isinstance(problem, Problem)
        assert problem.code == "outside"


def test_load_through_a_link_within_the_site(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("x")
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    source = load(tmp_path, "a.md")
    assert isinstance(source, Source)
    assert source.text == "x"


def test_unreadable_characters_are_told() -> None:
    from tests.readers.making import said

    assert said("甲\n\n乙\ufffd") == [
        "content/articles/a.md:3: 这里有无法识别的字符，显示为 �（用编辑器改正它，并存为 UTF-8）"
    ]
