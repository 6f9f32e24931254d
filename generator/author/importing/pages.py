"""Web pages, also those of Word → Markdown, with footnotes, formulas and code in Markdown's syntax."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from generator.core.draft import Classified, Draft, Source, with_links
from generator.readers.html import Page, imported
from generator.readers.html.origins.origin import PLACEHOLDER

PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?")
MARKED = re.compile(r"[-*+\d.)]")


def from_page(source: Source) -> tuple[str, Page]:
    """The article in a page as Markdown, and all that was read. Raises RecursionError if it is nested too deeply."""
    from generator.author.importing.markdown import from_html

    page = imported(source)
    body = markdown_of(page.draft)
    said = (f"[^{label}]: {_note(from_html(html))}" for label, html in page.notes.items())
    body = _filled("\n\n".join([body.strip(), *said]), page.snippets)
    if all(label.isdecimal() for label in page.notes):
        numbers = {f"[^{label}]": f"[^{number}]" for number, label in enumerate(page.notes, 1)}
        body = re.sub(r"\[\^\d+\]", lambda found: numbers.get(found[0], found[0]), body)
    return body, page


def markdown_of(draft: Draft) -> str:
    """The body of a page or of a raw text as Markdown."""
    from generator.author.importing.markdown import from_html

    woven = draft.unmarked()
    return from_html(with_links(woven.html, woven.links))


def readable(classified: Sequence[Classified]) -> tuple[Classified, ...]:
    """The roles of passages, without placeholders in the texts; empty ones are left out."""
    shown = (replace(one, text=PLACEHOLDER.sub("", one.text).strip()) for one in classified)
    return tuple(one for one in shown if one.text.strip("\ufffc "))


def _note(text: str) -> str:
    """The text of a footnote, with further lines indented."""
    first, *others = text.strip().split("\n")
    return "\n".join([first, *(f"    {line}" if line else "" for line in others)])


def _filled(body: str, snippets: Sequence[str]) -> str:
    """`body` with placeholders replaced by their Markdown, whose lines are indented as at the placeholder."""

    def put(found: re.Match[str]) -> str:
        number = int(found[1])
        said = snippets[number] if number < len(snippets) else ""
        if "\n" not in said:
            return said
        line = body[body.rfind("\n", 0, found.start()) + 1 : found.start()]
        before = PREFIX.match(line)
        indent = MARKED.sub(" ", before[0]) if before else ""
        return said.replace("\n", f"\n{indent}")

    while PLACEHOLDER.search(body):
        body = PLACEHOLDER.sub(put, body)
    return body
