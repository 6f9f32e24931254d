"""Text copied from a PDF: detects it, joins its lines to paragraphs, removes page numbers and running heads.

Signs of a PDF are form feeds, page numbers, or words hyphenated at line ends, besides lines that break at a fixed width.
The rules are from texts of pdftotext, Acrobat, CNKI and Wanfang, copied by hand.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from msgspec import Struct, field

from generator.core.draft import Classified
from generator.core.errors import Text
from generator.core.texts import width

PAGE_NUMBER = re.compile(
    r"(?:[-—–－―·•|*~\s]*\d{1,4}[-—–－―·•|*~\s]*|第\s*\d{1,4}\s*页\s*(?:[,，/／]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*\d{1,4}|"
    r"[Pp]age\s+\d{1,4}(?:\s+of\s+\d{1,4})?|[-—–]\s*[ivxlc]{1,6}\s*[-—–])"
)
DASHED_NUMBER = re.compile(
    r"(?:[-—–－―·•]\s*\d{1,4}\s*[-—–－―·•]|第\s*\d{1,4}\s*页.*|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s+\d{1,4}.*)"
)
HEAD = re.compile(
    r"(?:.*\b(?:Vol|No)\.\s*\d.*|.*(?:19|20)\d\d\s*年\s*第\s*\d+\s*[期卷].*|.*第\s*\d+\s*卷\s*第?\s*\d+\s*期.*|"
    r".*(?:学报|期刊|Journal of .*)\s*[(（].*[)）].*)"
)
GAPPED = re.compile(r"(?=.*(?:(?:19|20)\d\d|第\s*\d+\s*[卷期]|Vol))\S.*\S\s{4,}\S.*")
"""A running head whose parts stand at the sides of the page."""
ABSTRACT = re.compile(r"[\[【〔]?\s*(?:内容\s*)?(?:摘\s*要|提\s*要|Abstract|ABSTRACT)\s*[\]】〕]?\s*[:：]?\s*")
KEYWORDS = re.compile(
    r"[\[【〔]?\s*(?:关\s*键\s*[词字]|主\s*题\s*词|Key\s*words?|KEY\s*WORDS?|Keywords)\s*[\]】〕]?\s*[:：]?\s*",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"[\[【〔]?\s*(?:中图分类号|文献标[识志]码|文章编号|DOI|收稿日期|修回日期|录用日期|基金项目|作者简介|通[讯信]作者|引用格式|责任编辑|"
    r"CLC\s+number|Document\s+code|Article\s+ID)\s*(?:[\]】〕]\s*[:：]?|[:：])",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}\s*、|第\s*[一二三四五六七八九十百\d]{1,3}\s*[章节部分]|[（(][一二三四五六七八九十]{1,3}[)）]|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}\s*[.．、]?\s+(?=[^\d\s])|(?:引\s*言|前\s*言|绪\s*论|结\s*论|结\s*语|结\s*束\s*语|参\s*考\s*文\s*献|致\s*谢|附\s*录|注\s*释|References|Conclusions?|Introduction)\s*[:：]?$)"
)
NOTE = re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]|〔\d{1,3}〕)\s*(?=\S)")
REFERENCE = re.compile(r"[\[［]\s*\d{1,3}\s*[\]］]\s*\S")
ITEM = re.compile(r"\s*(?:[•●○◆■·▪➢✓-]\s+\S|[（(]\d{1,2}[)）]\s*\S)")
END = re.compile(r"[。！？!?…][”」』’\"')）】》①-⑳\d\]]*$")
ENDS_SENTENCE = re.compile(r"[。！？!?：:；;…][”」』’\"')）】》①-⑳\]]*$")
HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]"
AFFILIATION = re.compile(
    r"[（(]\s*(?:\d\s*[.．、]?\s*)?\S*(?:大学|学院|研究[院所]|中心|公司|学校|实验室|医院|University|Institute)"
)
BEGINNINGS = (ABSTRACT, KEYWORDS, LABELLED, NOTE, REFERENCE, ITEM, AFFILIATION)
BLANKS = " \t\u3000\u00a0"
LONGEST_HEADING = 32
LONGEST_LINE = 400
"""No page is wider (characters)."""


class Pdf(Struct):
    """The article in a text from a PDF."""

    blocks: list[tuple[str, str]] = field(default_factory=list)
    """(role, text), where the role is heading, sub, paragraph, lead, item or note (the label, a tab, the text)."""
    title: str = ""
    author: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    date: datetime | None = None
    classified: list[Classified] = field(default_factory=list)

    def say(self, line: int, role: str, text: str, sure: float, why: Text) -> None:
        """Records what a line was taken for."""
        self.classified.append(Classified(line, role, text, sure, why))


def is_from_pdf(text: str) -> bool:
    """Whether a raw text was copied from a PDF."""
    lines = [line.strip() for line in text.split("\n")]
    said = [line for line in lines if line]
    if len(said) < 6 or max(map(len, said)) > LONGEST_LINE:
        return False
    signs = ("\f" in text) * 2
    signs += 2 * any(DASHED_NUMBER.fullmatch(line) for line in said)
    signs += any(re.fullmatch(r"\d{1,4}", line) for line in said)
    signs += sum(1 for line, after in pairwise(lines) if re.search(r"[a-z]-$", line) and after[:1].islower()) > 0
    signs += any(re.match(r"摘\s+要|关\s+键\s+词", line) for line in said) + any(ABSTRACT.match(line) for line in said)
    signs += any(HEAD.fullmatch(line) and len(line) < 90 for line in said[:3])
    wide = _wide(said, 0.9)
    broken = sum(1 for line in said if width(line) > 0.75 * wide and not END.search(line))
    return signs >= 2 and wide < 160 and broken >= max(3, len(said) // 6)


def _wide(lines: Iterable[str], share: float = 0.8) -> int:
    """The width that this share of the lines does not reach: of a full line, as headings and last lines are shorter."""
    widths = sorted(map(width, lines))
    return widths[int(len(widths) * share)] if widths else 0


PdfLine = tuple[str, int, bool, bool]
"""Text, line number, whether it is indented, whether an empty line or a page end precedes it."""


def _clean(line: str) -> str:
    """`line` with radicals and ligatures, which PDFs contain, replaced by ordinary characters."""
    return "".join(
        unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06" else char
        for char in line.replace("\u00ad", "")
    )


def lines_of(text: str, pdf: Pdf) -> Iterator[PdfLine]:
    """The lines of text. Page numbers and running heads are left out and recorded in `pdf`."""
    rows = [(_clean(row), number) for number, row in enumerate(text.split("\n"), 1)]
    counts = Counter(_without_numbers(row.strip("\f \t\u3000")) for row, _ in rows if 3 < len(row.strip()) < 60)
    wide = _wide(line for row, _ in rows if (line := row.strip()))
    gap, page, top = True, False, True
    first = next((number for row, number in rows if row.strip()), 0)
    for (row, number), (after, _) in pairwise([*rows, ("", 0)]):
        page = page or "\f" in row
        line = row.replace("\f", "").rstrip()
        said = line.strip(BLANKS)
        if not said:
            gap = True
            continue
        alone = gap or not after.strip()
        count = counts[_without_numbers(said)]
        again = page or count > 1
        if DASHED_NUMBER.fullmatch(said) or (PAGE_NUMBER.fullmatch(said) and alone):
            pdf.say(number, "dropped", said, 0.9, Text("页码", "a page number"))
            page = True
        elif _looks_like_a_head(said, named=again or number == first, gapped=again or top) or (
            count >= 3 and alone and _may_recur(said, wide)
        ):
            pdf.say(number, "dropped", said, 0.85, Text("页眉或页脚", "a running head"))
            _take_year(said, number, pdf)
            page = page or number != first
        else:
            indented = len(line) - len(line.lstrip(BLANKS)) >= 2 or line.startswith("\u3000")
            yield said, number, indented, gap or page
            gap = page = top = False


def _without_numbers(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _looks_like_a_head(said: str, *, named: bool, gapped: bool) -> bool:
    """Whether a line has the form of a running head: with the words of one, if `named`, or with wide gaps, if `gapped`."""
    if len(said) >= 90:
        return False
    return (named and HEAD.fullmatch(said) is not None) or (
        gapped and GAPPED.fullmatch(said) is not None and not END.search(said)
    )


def _may_recur(said: str, wide: int) -> bool:
    """Whether a line that stands three times or more is a running head, not a sentence, note or heading."""
    return width(said) < 0.7 * wide and not (END.search(said) or NOTE.match(said) or HEADING.match(said))


def _take_year(head: str, number: int, pdf: Pdf) -> None:
    """Date the article by the year in a running head, if it has no date yet."""
    year = re.search(r"((?:19|20)\d\d)\s*年\s*第", head) or re.search(r"\b((?:19|20)\d\d)\b", head)
    if year and pdf.date is None:
        pdf.date = datetime(int(year[1]), 1, 1)  # noqa: DTZ001  a year of print has no zone
        why = Text("页眉只有年份，先写 1 月 1 日", "the running head has the year alone; the first of January for now")
        pdf.say(number, "date", str(pdf.date.date()), 0.3, why)


def paragraphs_of(lines: Sequence[PdfLine]) -> Iterator[tuple[str, int]]:
    """The paragraphs: joined text, and the number of the first line."""
    wide = _wide(line[0] for line in lines)
    text, begin, last = "", 0, ""
    for said, number, indented, gap in lines:
        starts = (
            not text
            or gap
            or indented
            or begins_paragraph(said)
            or (last == text and is_heading(text))  # which has only one line
            or (ENDS_SENTENCE.search(last) and width(last) < 0.85 * wide)
        )
        broken_off = gap and bool(text) and not _ends(text, said)
        if starts and not (broken_off and _goes_on(text, said, wide, last)):
            if text:
                yield text, begin
            text, begin = said, number
        else:
            text = _joined(text, said)
        last = said
    if text:
        yield text, begin


def begins_paragraph(said: str) -> bool:
    """Whether a line begins a paragraph, judging by the line alone."""
    return is_heading(said) or any(pattern.match(said) for pattern in BEGINNINGS)


def is_heading(text: str) -> bool:
    """Whether a line is a heading with a number, or one of those that every paper has."""
    return len(text) <= LONGEST_HEADING and HEADING.match(text) is not None and not END.search(text)


def _ends(text: str, said: str) -> bool:
    return bool(ENDS_SENTENCE.search(text)) or begins_paragraph(said)


def _goes_on(text: str, said: str, wide: int, last: str) -> bool:
    """Whether a paragraph continues after an empty line: its last line is full and unfinished."""
    return width(last) > 0.85 * wide and len(text) > LONGEST_HEADING and not said.startswith(("　", "  "))


def _joined(text: str, said: str) -> str:
    if re.search(r"[A-Za-z]{2,}-$", text) and said[:1].islower():
        return text[:-1] + said
    if re.search(r"\d[-–]$", text) and said[:1].isdigit():
        return text + said
    if re.match(r"\d{6}\b", said):
        return f"{text} {said}"  # a postal code
    han = re.search(rf"{HAN}$", text) or re.match(HAN, said)
    return text + said if han else f"{text} {said}"
