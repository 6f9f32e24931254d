"""The article in a text copied from a PDF: title, authors, abstract, keywords, headings and notes."""

import re
from collections.abc import Sequence

from generator.author.importing.pdf_lines import (
    ABSTRACT,
    AFFILIATION,
    END,
    ITEM,
    KEYWORDS,
    LABELLED,
    NOTE,
    REFERENCE,
    Pdf,
    begins_paragraph,
    is_heading,
    lines_of,
    paragraphs_of,
)
from generator.core.errors import Text
from generator.readers.dates import date_in

DROPPED_LABEL = re.compile(
    r"[\[【〔]?\s*(?:中图分类号|文献标[识志]码|文章编号|DOI|引用格式|责任编辑|CLC\s+number|Document\s+code|Article\s+ID)",
    re.IGNORECASE,
)
DAY_LABEL = re.compile(r"(?:收稿日期|发布日期|出版日期|录用日期)\s*[\]】〕]?\s*[:：]")
SUB = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}\.\d{1,2}")
NAMES = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?:\s?[\u4e00-\u9fff]{1,2})?\s*[\d①-⑨*＊†,，]*(?:\s*[,，、；;\s]\s*[\u4e00-\u9fff]{1,3}(?:\s?[\u4e00-\u9fff]{1,2})?\s*[\d①-⑨*＊†,，]*){0,7}"
)


def read(text: str) -> Pdf:
    """The article in a text from a PDF."""
    pdf = Pdf()
    _sort_out(list(paragraphs_of(list(lines_of(text, pdf)))), pdf)
    return pdf


def _spaced(text: str) -> str:
    """`text` without the spaces that a PDF puts between Han characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff，。、；：])[ \u3000]+(?=[\u4e00-\u9fff《“（])", "", text).strip()


def _sort_out(paragraphs: Sequence[tuple[str, int]], pdf: Pdf) -> None:
    numbers: dict[str, str] = {}
    whole = "".join(text for text, _ in paragraphs)
    opening = True
    for at, (text, line) in enumerate(paragraphs):
        if at == 0 and not begins_paragraph(text) and not END.search(text) and len(text) <= 60:
            pdf.title = _spaced(text)
            pdf.say(line, "title", pdf.title, 0.8, Text("第一行", "the first line"))
        elif opening and at <= 3 and not pdf.author and pdf.title and _is_names(text):
            pdf.author = _names(text)
            pdf.say(line, "author", pdf.author, 0.7, Text("标题下的人名", "names below the title"))
        elif (
            (found := ABSTRACT.match(text))
            and len(text) > found.end()
            and not pdf.description
            and re.search(r"[\u4e00-\u9fff]", text[:30])
        ):
            pdf.description = _spaced(text[found.end() :])
            pdf.blocks.append(("lead", pdf.description))
            pdf.say(line, "lead", pdf.description, 0.95, Text("标着“摘要”", "labelled as the abstract"))
        elif (found := KEYWORDS.match(text)) and not pdf.tags and re.search(r"[\u4e00-\u9fff]", text):
            words = re.split(r"\s*[;；,，、]\s*|\s{2,}", text[found.end() :].strip(" 。.;；"))
            pdf.tags = tuple(word for each in words if (word := _spaced(each)))
            pdf.say(line, "keywords", "、".join(pdf.tags), 0.95, Text("标着“关键词”", "labelled as keywords"))
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
        pdf.say(line, "date", text, 0.6, Text("收稿或出版日期", "a day of receipt or print"))
    elif DROPPED_LABEL.match(text):
        pdf.say(line, "dropped", text, 0.8, Text("分类号、DOI 等", "classification, DOI and the like"))
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
    if is_heading(text):
        said = _spaced(text)
        pdf.blocks.append(("sub" if SUB.match(text) else "heading", said))
        pdf.say(line, "heading", said, 0.9, Text("带编号的短行", "a short line with a number of headings"))
    elif REFERENCE.match(text) or ITEM.match(text):
        pdf.blocks.append(("item", _spaced(text)))
    else:
        pdf.blocks.append(("paragraph", text if AFFILIATION.match(text) else _spaced(text)))
        pdf.say(line, "paragraph", text[:40], 1.0, Text("正文", "running text"))


def _is_names(text: str) -> bool:
    return len(text) <= 60 and NAMES.fullmatch(text.strip()) is not None and not AFFILIATION.search(text)


def _names(text: str) -> str:
    parts = re.split(r"\s*[,，、；;]\s*", re.sub(r"[\d①-⑨*＊†]+", " ", text).strip())
    names: list[str] = []
    for part in parts:
        said = part.strip()
        names += [said.replace(" ", "")] if len(said.replace(" ", "")) <= 4 else said.split()
    return "、".join(name for name in names if name)
