"""What is true of every reader in READERS; `test_contract` checks it on samples and on arbitrary input."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from generator.core.draft import Draft
from generator.core.passage import OBJECT, Passage
from generator.core.span import Span

VOID = {"br", "hr", "img", "input", "wbr", "col"}
RUNS = re.compile(r"(?:javascript:|vbscript:|data:text|data:application|data:image/svg)", re.IGNORECASE)


class Seen(HTMLParser):
    """The visible text of HTML, and all that is wrong with its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.said: list[str] = []
        self.wrong: list[str] = []
        self.marks: dict[str, str] = {}
        self.mark: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is never closed" for tag in self.open]

    @property
    def text(self) -> str:
        return bare("".join(self.said))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "action", "http-equiv"):
                self.wrong.append(f"{tag} has {name}")
            if name in ("href", "src") and RUNS.match(re.sub(r"[\x00-\x20]", "", value or "")):
                self.wrong.append(f"{tag} has {name}={value}")
        if tag in (
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "meta",
            "link",
            "svg",
            "annotation-xml",
            "semantics",
            "maction",
            "template",
            "textarea",
        ):
            self.wrong.append(f"<{tag}>")
        if tag == "math" and (set(values) - {"alttext", "display"} or "alttext" not in values):
            self.wrong.append("MathML that is not the generator's")
        if "id" in values:
            self.ids.append(str(values["id"]))
        if tag == "a" and "a" in self.open:
            self.wrong.append("a link in a link")
        if tag == "x-mark":
            if "x-mark" in self.open or "a" in self.open:
                self.wrong.append("a mark in a link")
            self.mark.append(str(values["n"]))
            self.marks.setdefault(self.mark[-1], "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()
        if tag == "x-mark" and self.mark:
            self.mark.pop()

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}]>")

    def handle_data(self, data: str) -> None:
        if "ruby" in self.open and ("rt" in self.open or "rp" in self.open):  # above the text, no part of it
            return
        self.said.append(data)
        for number in self.mark:
            self.marks[number] += data


def bare(text: str) -> str:
    """`text` without spaces: line breaks between Han characters are none in a passage."""
    return re.sub(r"\s+", "", text)


def mark(span: Span) -> tuple[str, str]:
    return f'<x-mark n="{span.passage}:{span.start}">', "</x-mark>"


def span_of(passage: Passage, start: int, end: int) -> Span:
    return Span(passage.number, start, end, passage.text[start:end], "term")


def check(draft: Draft, cuts: Sequence[int] = ()) -> None:
    """Raises AssertionError where `draft` breaks the contract. `cuts` choose the spans that are woven."""
    body = draft.body
    plain = body.weave((), mark)
    assert body.weave((), mark) == plain
    seen = Seen(plain.html)
    assert seen.wrong == []
    assert len(set(seen.ids)) == len(seen.ids), seen.ids
    for link in plain.links:
        assert not RUNS.match(re.sub(r"[\x00-\x20\u200b\u2028\xa0]", "", link.target)), link
    at = 0
    for number, passage in enumerate(body.passages):
        assert passage.number == number
        assert list(passage.breaks) == sorted(passage.breaks)
        for wanted in passage.wanted:
            assert 0 <= wanted.start < wanted.end <= len(passage.text)
        for piece in passage.text.split(OBJECT):
            place = seen.text.find(bare(piece), at)
            assert place >= 0, (piece, seen.text[at:])
            at = place
    spans = choose(body.passages, cuts)
    woven = Seen(body.weave(spans, mark).html)
    assert woven.wrong == []
    assert woven.text == seen.text
    assert {number: bare(text) for number, text in woven.marks.items()} == {
        f"{span.passage}:{span.start}": bare(span.text) for span in spans
    }
    for problem in draft.problems + plain.problems:
        assert problem.message.zh
        assert problem.message.en


def choose(passages: Sequence[Passage], cuts: Sequence[int]) -> list[Span]:
    """Disjoint spans without OBJECT and with something to see, cut where `cuts` say, on from passage to passage."""
    spans: list[Span] = []
    steps = [cut % 7 + 1 for cut in cuts] or [2, 1, 3]
    number = 0
    for passage in passages:
        at = 0
        while at < len(passage.text):
            step = steps[number % len(steps)]
            piece = passage.text[at : at + step]
            if number % 3 != 2 and OBJECT not in piece and bare(piece):
                spans.append(span_of(passage, at, at + len(piece)))
            at += step
            number += 1
    return spans[::-1]
