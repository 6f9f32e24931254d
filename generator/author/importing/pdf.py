"""Text copied from a PDF: lines are joined, words put together again, page numbers and running heads left out.

What makes a text one from a PDF: form feeds, lines that are page numbers, or words broken at line ends, beside lines
that break off at a width. Sources: texts of pdftotext, Acrobat, CNKI and Wanfang, copied by hand.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from msgspec import Struct, field

from generator.core.draft import Classified
from generator.core.errors import Text
from generator.readers.dates import date_in

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
ABSTRACT = re.compile(r"[\[【〔]?\s*(?:内容\s*)?(?:摘\s*要|提\s*要|Abstract|ABSTRACT)\s*[\]】〕]?\s*[:：]?\s*")
KEYWORDS = re.compile(
    r"[\[【〔]?\s*(?:关\s*键\s*[词字]|主\s*题\s*词|Key\s*words?|KEY\s*WORDS?|Keywords)\s*[\]】〕]?\s*[:：]?\s*",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"[\[【〔]?\s*(?:中图分类号|文献标[识志]码|文章编号|DOI|收稿日期|修回日期|录用日期|基金项目|作者简介|通[讯信]作者|引用格式|责任编辑|"
    r"CLC\s+number|Document\s+code|Article\s+ID)\s*[\]】〕]?\s*[:：]",
    re.IGNORECASE,
)
DROPPED_LABEL = re.compile(
    r"[\[【〔]?\s*(?:中图分类号|文献标[识志]码|文章编号|DOI|引用格式|责任编辑|CLC\s+number|Document\s+code|Article\s+ID)",
    re.IGNORECASE,
)
DAY_LABEL = re.compile(r"(?:收稿日期|发布日期|出版日期|录用日期)\s*[\]】〕]?\s*[:：]")
HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}\s*、|第\s*[一二三四五六七八九十百\d]{1,3}\s*[章节部分]|[（(][一二三四五六七八九十]{1,3}[)）]|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}\s*[.．、]?\s+(?=[^\d\s])|(?:引\s*言|前\s*言|绪\s*论|结\s*论|结\s*语|结\s*束\s*语|参\s*考\s*文\s*献|致\s*谢|附\s*录|注\s*释|References|Conclusions?|Introduction)\s*[:：]?$)"
)
SUB = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}\.\d{1,2}")
NOTE = re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]|〔\d{1,3}〕)\s*(?=\S)")
REFERENCE = re.compile(r"[\[［]\s*\d{1,3}\s*[\]］]\s*\S")
ITEM = re.compile(r"\s*(?:[•●○◆■·▪➢✓-]\s+\S|[（(]\d{1,2}[)）]\s*\S)")
END = re.compile(r"[。！？!?…][”」』’\"')）】》①-⑳\d\]]*$")
ENDS_SENTENCE = re.compile(r"[。！？!?：:；;…][”」』’\"')）】》①-⑳\]]*$")
HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]"
AFFILIATION = re.compile(
    r"[（(]\s*(?:\d\s*[.．、]?\s*)?\S*(?:大学|学院|研究[院所]|中心|公司|学校|实验室|医院|University|Institute)"
)
NAMES = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?:\s?[\u4e00-\u9fff]{1,2})?\s*[\d①-⑨*＊†,，]*(?:\s*[,，、；;\s]\s*[\u4e00-\u9fff]{1,3}(?:\s?[\u4e00-\u9fff]{1,2})?\s*[\d①-⑨*＊†,，]*){0,7}"
)
LONGEST_HEADING = 32
LONGEST_LINE = 400
"""Characters: no page is wider."""


class Pdf(Struct):
    """What was found out."""

    blocks: list[tuple[str, str]] = field(default_factory=list)
    """(role, text): heading, sub, paragraph, lead, item, note (label in front, parted by a tab)."""
    title: str = ""
    author: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    date: datetime | None = None
    classified: list[Classified] = field(default_factory=list)


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
    widths = sorted(_width(line) for line in said)
    wide = widths[int(len(widths) * 0.9)]
    broken = sum(1 for line in said if _width(line) > 0.75 * wide and not END.search(line))
    return signs >= 2 and wide < 160 and broken >= max(3, len(said) // 6)


def _width(line: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in line)


def read(text: str) -> Pdf:
    """The article in a text from a PDF."""
    pdf = Pdf()
    lines = list(_lines(text, pdf))
    paragraphs = list(_paragraphs(lines))
    _sort_out(paragraphs, pdf)
    return pdf


Line = tuple[str, int, bool, bool]
"""Text, number, whether it is indented, whether an empty line or page end stands before it."""


def _clean(line: str) -> str:
    """Characters as people type them: radicals and ligatures that PDFs have in their place."""
    return "".join(
        unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06" else char
        for char in line.replace("\u00ad", "")
    )


def _lines(text: str, pdf: Pdf) -> Iterator[Line]:
    """The lines of text, without page numbers and running heads, which are told."""
    rows = [(_clean(row), number) for number, row in enumerate(text.split("\n"), 1)]
    bare = Counter(re.sub(r"\d+", "#", row.strip("\f \t\u3000")) for row, _ in rows if 3 < len(row.strip()) < 60)
    widths = sorted(_width(row.strip()) for row, _ in rows if row.strip())
    wide = widths[int(len(widths) * 0.8)] if widths else 0
    gap, page = True, False
    first = next((number for row, number in rows if row.strip()), 0)
    for number_at, (row, number) in enumerate(rows):
        page = page or "\f" in row
        line = row.replace("\f", "").rstrip()
        said = line.strip(" \t\u3000\u00a0")
        if not said:
            gap = True
            continue
        alone = gap or not (rows[number_at + 1][0].strip() if number_at + 1 < len(rows) else "")
        key = re.sub(r"\d+", "#", said)
        head = HEAD.fullmatch(said) and len(said) < 90 and (number == first or page or bare[key] > 1)
        repeated = (
            bare[key] >= 3
            and alone
            and _width(said) < 0.7 * wide
            and not END.search(said)
            and not NOTE.match(said)
            and not HEADING.match(said)
        )
        if DASHED_NUMBER.fullmatch(said) or (PAGE_NUMBER.fullmatch(said) and alone):
            pdf.classified.append(Classified(number, "dropped", said, 0.9, Text("页码", "a page number")))
            page = True
            continue
        if head or repeated:
            pdf.classified.append(Classified(number, "dropped", said, 0.85, Text("页眉或页脚", "a running head")))
            day = re.search(r"((?:19|20)\d\d)\s*年\s*第", said) or re.search(r"\b((?:19|20)\d\d)\b", said)
            if day and pdf.date is None:
                pdf.date = datetime(int(day[1]), 1, 1)  # noqa: DTZ001  a year of print has no zone
            page = page or number != first
            continue
        indented = len(line) - len(line.lstrip(" \t\u3000\u00a0")) >= 2 or line.startswith("\u3000")
        yield said, number, indented, gap or page
        gap = page = False


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """The lines of each paragraph as one."""
    widths = sorted(_width(line[0]) for line in lines)
    wide = widths[int(len(widths) * 0.8)] if widths else 0
    text, begin, last = "", 0, ""
    for said, number, indented, gap in lines:
        starts = (
            not text
            or gap
            or indented
            or _begins(said)
            or _begins_heading(last, text)
            or (ENDS_SENTENCE.search(last) and _width(last) < 0.85 * wide)
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


def _begins(said: str) -> bool:
    """Whether a line begins a paragraph by its own look."""
    heading = HEADING.match(said) and len(said) <= LONGEST_HEADING and not END.search(said)
    return bool(
        heading
        or ABSTRACT.match(said)
        or KEYWORDS.match(said)
        or LABELLED.match(said)
        or NOTE.match(said)
        or REFERENCE.match(said)
        or ITEM.match(said)
        or AFFILIATION.match(said)
    )


def _begins_heading(last: str, text: str) -> bool:
    """Whether what stands before is a heading, which is one line."""
    return last == text and bool(HEADING.match(text)) and len(text) <= LONGEST_HEADING and not END.search(text)


def _ends(text: str, said: str) -> bool:
    return bool(ENDS_SENTENCE.search(text)) or _begins(said)


def _goes_on(text: str, said: str, wide: int, last: str) -> bool:
    """Whether a paragraph goes on behind an empty line: its last line is full and breaks off."""
    return _width(last) > 0.85 * wide and len(text) > LONGEST_HEADING and not said.startswith(("　", "  "))


def _joined(text: str, said: str) -> str:
    if re.search(r"[A-Za-z]{2,}-$", text) and said[:1].islower():
        return text[:-1] + said
    if re.match(r"\d{6}\b", said):
        return f"{text} {said}"  # a postal code
    han = re.search(rf"{HAN}$", text) or re.match(HAN, said)
    return text + said if han else f"{text} {said}"


def _spaced(text: str) -> str:
    """`text` without the spaces that a PDF puts between Han characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff，。、；：])[ \u3000]+(?=[\u4e00-\u9fff《“（])", "", text).strip()


def _sort_out(paragraphs: Sequence[tuple[str, int]], pdf: Pdf) -> None:
    numbers: dict[str, str] = {}
    whole = "".join(text for text, _ in paragraphs)
    opening = True
    for at, (text, line) in enumerate(paragraphs):
        if at == 0 and not _begins(text) and not END.search(text) and len(text) <= 60:
            pdf.title = _spaced(text)
            pdf.classified.append(Classified(line, "title", pdf.title, 0.8, Text("第一行", "the first line")))
        elif opening and at <= 3 and not pdf.author and pdf.title and _is_names(text):
            pdf.author = _names(text)
            pdf.classified.append(
                Classified(line, "author", pdf.author, 0.7, Text("标题下的人名", "names below the title"))
            )
        elif (
            (found := ABSTRACT.match(text))
            and len(text) > found.end()
            and not pdf.description
            and re.search(r"[\u4e00-\u9fff]", text[:30])
        ):
            pdf.description = _spaced(text[found.end() :])
            pdf.blocks.append(("lead", pdf.description))
            pdf.classified.append(
                Classified(line, "lead", pdf.description, 0.95, Text("标着“摘要”", "labelled as the abstract"))
            )
        elif (found := KEYWORDS.match(text)) and not pdf.tags and re.search(r"[\u4e00-\u9fff]", text):
            words = re.split(r"\s*[;；,，、]\s*|\s{2,}", text[found.end() :].strip(" 。.;；"))
            pdf.tags = tuple(word for each in words if (word := _spaced(each)))
            pdf.classified.append(
                Classified(line, "keywords", "、".join(pdf.tags), 0.95, Text("标着“关键词”", "labelled as keywords"))
            )
        elif LABELLED.match(text):
            _label(text, line, pdf)
        else:
            opening = opening and len(text) < 200
            _block(text, line, pdf, numbers, whole)
    for label, said in numbers.items():
        pdf.blocks.append(("note", f"{label}\t{said}"))


def _label(text: str, line: int, pdf: Pdf) -> None:
    day = date_in(text) if DAY_LABEL.search(text) else None
    if day:
        pdf.date = day
        pdf.classified.append(Classified(line, "date", text, 0.6, Text("收稿或出版日期", "a day of receipt or print")))
    elif DROPPED_LABEL.match(text):
        pdf.classified.append(
            Classified(line, "dropped", text, 0.8, Text("分类号、DOI 等", "classification, DOI and the like"))
        )
    else:
        pdf.blocks.append(("paragraph", _spaced(text)))


def _block(text: str, line: int, pdf: Pdf, numbers: dict[str, str], whole: str) -> None:
    found = NOTE.match(text)
    if found and whole.count(found[1]) > 1:
        for part in re.split(r"(?=[①-⑳])", text):
            if part.strip():
                numbers[part.strip()[:1] if part.strip()[0] != "〔" else found[1]] = _spaced(
                    part.strip()[len(found[1]) :]
                )
        return
    if HEADING.match(text) and len(text) <= LONGEST_HEADING and not END.search(text):
        said = _spaced(text)
        pdf.blocks.append(("sub" if SUB.match(text) else "heading", said))
        pdf.classified.append(
            Classified(line, "heading", said, 0.9, Text("带编号的短行", "a short line with a number of headings"))
        )
    elif REFERENCE.match(text) or ITEM.match(text):
        pdf.blocks.append(("item", _spaced(text)))
    else:
        pdf.blocks.append(("paragraph", text if AFFILIATION.match(text) else _spaced(text)))
        pdf.classified.append(Classified(line, "paragraph", text[:40], 1.0, Text("正文", "running text")))


def _is_names(text: str) -> bool:
    return len(text) <= 60 and NAMES.fullmatch(text.strip()) is not None and not AFFILIATION.search(text)


def _names(text: str) -> str:
    parts = re.split(r"\s*[,，、；;]\s*", re.sub(r"[\d①-⑨*＊†]+", " ", text).strip())
    names: list[str] = []
    for part in parts:
        said = part.strip()
        names += [said.replace(" ", "")] if len(said.replace(" ", "")) <= 4 else said.split()
    return "、".join(name for name in names if name)
