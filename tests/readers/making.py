"""Short ways to drafts and marks for the tests of readers."""

from collections.abc import Sequence

from generator.core.draft import Draft, Source
from generator.core.passage import Passage
from generator.core.span import Span
from generator.readers import read


def draft(text: str, path: str = "content/articles/a.md") -> Draft:
    return read(Source(path, text, ""))


def passages(text: str, path: str = "content/articles/a.md") -> tuple[Passage, ...]:
    return draft(text, path).body.passages


def html(text: str, path: str = "content/articles/a.md", marked: Sequence[str] = ()) -> str:
    """The HTML of an article with each occurrence of the `marked` words in `<a>`."""
    body = draft(text, path).body
    spans = [span for word in marked for passage in body.passages for span in found(passage, word)]
    return body.weave(spans, lambda _: ("<a>", "</a>")).html.strip()


def found(passage: Passage, word: str) -> list[Span]:
    spans, at = [], passage.text.find(word)
    while at >= 0:
        spans.append(Span(passage.number, at, at + len(word), word, "term"))
        at = passage.text.find(word, at + len(word))
    return spans


def said(text: str, path: str = "content/articles/a.md") -> list[str]:
    """The problems of an article, in Chinese."""
    return [problem.say("zh") for problem in draft(text, path).problems]
