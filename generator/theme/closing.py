"""The closing lines of an article, 落款 (author, date, place), which are aligned to the right."""

import re

from generator.core.markup import text_of

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
NAMED = re.compile(rf"[—\s]*{WORD}+(?:[\s·・、]+{WORD}+)*")
LONGEST = 16
"""Characters of a line above the date that can be a name or an office."""
PLAIN = re.compile(r"<p>((?:(?!</?p\b).)*)</p>\s*\Z", re.DOTALL)
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
    last = _last(html, end)
    if not last or not _is_dated(last[1]):
        return html
    start = last.start()
    name = _last(html, start) if "<br" not in last[1] else None
    if name and _is_name(text_of(name[1]).strip()):
        start = name.start()
    return html[:start] + html[start:end].replace("<p>", '<p class="right">') + html[end:]


def _last(html: str, end: int) -> re.Match[str] | None:
    """The paragraph with which `html[:end]` ends, if it has no class."""
    start = html.rfind("<p>", max(0, end - SEARCHED), end)
    return PLAIN.match(html, start, end) if start >= 0 else None


def _is_dated(paragraph: str) -> bool:
    *above, last = (text_of(part).strip() for part in paragraph.split("<br>"))
    return DATED.fullmatch(last) is not None and all(_is_name(each) for each in above)


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST and NAMED.fullmatch(text) is not None
