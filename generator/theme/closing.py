"""The closing lines of an article, 落款 (author, date, place), which are aligned to the right."""

import re

from generator.core.markup import text_of
from generator.core.patterns import late

NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = (
    rf"(?:(?:\d{{4}}|[〇○零一二三四五六七八九]{{4}})\s*年\s*(?:{NUMBER}\s*月(?:\s*{NUMBER}\s*[日号])?|[初仲暮孟季深早晚]?[春夏秋冬])"
    r"|\d{4}([-/.])\d{1,2}\1\d{1,2})"
)
WORD = r"[^\s\W\d_]"
MADE = r"(?:(?:初稿|完稿|定稿|写|作|记|改|成|草|修订)?于)"
DATED = re.compile(
    rf"[（(【\[—]*\s*(?:{WORD}{{1,10}}[\s，,]+)?{MADE}?\s*{DATE}\s*[晨早午晚夜]?(?:[\s，,]*{MADE}\s*{WORD}{{1,10}}|[\s，,]*{WORD}{{1,4}})?\s*[)）】\]]*"
)
"""A line that says when, and perhaps who before it and where behind it; no sentence: 2018年11月8日，写于南京."""
NAMED = late(rf"[—\s]*{WORD}+(?:[\s·・、]+{WORD}+)*")
LONGEST = 16
"""Characters of a line above the date that can be a name or an office."""
PARAGRAPH = re.compile(r"</?p\b")
NOTES = '<section class="footnotes"'
SEARCHED = 2000
"""Both lines are within this many characters of the end."""


def signed(html: str) -> str:
    """`html` with its closing lines at the right.

    They are the last paragraph, if its last line is a date and its others are as short as names, and a paragraph before
    it that is a name alone. Paragraphs with a class of their own are left as they are.
    """
    notes = html.rfind(NOTES)
    end = len(html) if notes < 0 else notes
    start, last = _last(html, end)
    if not _is_dated(last):
        return html
    above, name = _last(html, start) if "<br" not in last else (0, "")
    if name and _is_name(text_of(name).strip()):
        start = above
    return html[:start] + html[start:end].replace("<p>", '<p class="right">') + html[end:]


def _last(html: str, end: int) -> tuple[int, str]:
    """Where the paragraph with which `html[:end]` ends begins, and its content; 0 and nothing if it has a class."""
    start = html.rfind("<p>", max(0, end - SEARCHED), end)
    inner = html[start + 3 : end].rstrip() if start >= 0 else ""
    if not inner.endswith("</p>") or PARAGRAPH.search(inner, 0, len(inner) - 4):
        return 0, ""
    return start, inner[:-4]


def _is_dated(paragraph: str) -> bool:
    *above, last = (text_of(part).strip() for part in paragraph.split("<br>"))
    return DATED.fullmatch(last) is not None and all(_is_name(each) for each in above)


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST and NAMED.fullmatch(text) is not None
