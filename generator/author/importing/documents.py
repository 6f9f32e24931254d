"""Articles in web pages, in Word documents, and in texts copied from a PDF."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from generator.author.importing import pdf
from generator.author.importing.article import Imported
from generator.author.importing.finish import day_of, finished_article, stem_of, with_date
from generator.author.importing.pages import from_page, readable
from generator.core.draft import Classified, Draft, Meta, Source
from generator.core.errors import Place, Problem, Text
from generator.readers import read


def from_page_file(source: Source, path: Path, shown: str, files: Mapping[str, bytes] | None = None) -> Imported:
    """The article in a web page, or in a document converted to one; `files` are pictures that came with it."""
    body, page = from_page(source)
    classified = (*readable(list(_seen(page.draft))), *page.dropped)
    draft = with_date(replace(page.draft, classified=classified), path)
    origin = {"source": page.address} if page.address else {}
    return finished_article(draft, body, path, Place(shown), origin=origin, known=files)


def from_pdf_text(source: Source, path: Path, shown: str) -> Imported:
    """The article in a text copied from a PDF."""
    from generator.author.importing.markdown import from_text

    made = pdf.read(source.text)
    labels: dict[str, str] = {}
    parts = []
    for role, text in made.blocks:
        if role == "note":
            label, _, said = text.partition("\t")
            labels[label] = str(len(labels) + 1)
            parts.append(f"[^{labels[label]}]: {from_text(said)}")
        else:
            before = {"heading": "## ", "sub": "### ", "lead": "{.lead}\n", "item": "- "}.get(role, "")
            said = re.sub(r"^[•●○◆■·▪➢✓-]\s+", "", text) if role == "item" else text
            parts.append(before + from_text(said))
    body = "\n\n".join(parts)
    for label, number in labels.items():
        body = body.replace(label, f"[^{number}]")
    body = re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", body)
    title = made.title or stem_of(path)
    meta = Meta(title=title, date=made.date, tags=made.tags, author=made.author, description=made.description)
    found = Draft(
        meta, source, read(replace(source, text="")).body, (), tuple(sorted(made.classified, key=lambda one: one.line))
    )
    return finished_article(with_date(found, path), body + "\n", path, Place(shown))


def from_docx_file(path: Path, shown: str) -> Imported | Problem:
    """The article in a Word document, or why it cannot be read."""
    from generator.author.importing.docx import from_docx

    document = from_docx(path, shown)
    if isinstance(document, Problem):
        return document
    article = from_page_file(Source(f"{stem_of(path)}.html", document.html, ""), path, shown, document.pictures)
    classified = tuple(replace(one, line=0) for one in article.classified)  # a .docx has no line numbers
    return replace(article, classified=classified, problems=(*article.problems, *document.problems))


def _seen(draft: Draft) -> Iterator[Classified]:
    """The roles that the page's own markup gives to its parts."""
    marked = Text("网页里的标记", "the page's own markup")
    meta = draft.meta
    for role, text in (
        ("title", meta.title),
        ("author", meta.author),
        ("date", day_of(meta.date) if meta.date else ""),
    ):
        if text:
            yield Classified(0, role, text, 0.9, marked)
    for passage in draft.body.passages:
        yield Classified(passage.line, passage.role, passage.text, 0.9, marked)
