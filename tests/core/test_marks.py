"""A mark is found again wherever it was written, and nothing of the author's is taken for one."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.core import marks
from generator.core.entry import TYPES, Entry
from generator.core.span import Span
from generator.readers.anchors import Anchors
from generator.readers.markdown import render_fragment

LAYOUTS = Path(__file__).parents[2] / "layouts"
ENTRIES = {label: Entry(id=label, name=label, slug=f"甲-&-{label}", type=label, forms=(label,)) for label in TYPES}


class First(HTMLParser):
    """The first opening tag."""

    def __init__(self, html):
        super().__init__()
        self.seen = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen = self.seen or (tag, dict(attrs))


@pytest.mark.parametrize("label", TYPES)
@pytest.mark.parametrize("adjacent", [False, True])
def test_what_is_written_is_found(label, adjacent):
    before = Span(0, 0, 1, "甲", "term", "term", number=1, mention=1)
    span = Span(0, 1, 3, "乙丙", label, label, number=2, mention=7)
    opening, closing = marks.marker([before, span] if adjacent else [span], ENTRIES)(span)
    (found,) = marks.find_marks(f"<p>文{opening}<b>乙</b>丙{closing}</p>")
    assert (found.slug, found.anchor, found.html) == (ENTRIES[label].slug, f"r-甲-&-{label}-7", "<b>乙</b>丙")
    assert (" adj" in opening) is adjacent
    tag, attributes = First(opening).seen
    assert (marks.type_of(tag, attributes), marks.slug_in(attributes)) == (label, ENTRIES[label].slug)


@pytest.mark.parametrize("label", TYPES)
def test_an_entity_without_an_entry_is_a_mark_of_its_type(label):
    span = Span(0, 0, 1, "甲", label)
    opening, closing = marks.marker([span], {})(span)
    tag, attributes = First(opening).seen
    assert (tag, closing) == ("a", "</a>")
    assert (attributes["href"], attributes["id"], attributes["data-n"]) == ("#g-~1", "r-~1-1", "1")
    assert marks.type_of(tag, attributes) == label
    assert not marks.slug_in(attributes)


@pytest.mark.parametrize(
    "html",
    [
        '<a class="t" role="doc-glossref" href="#g-甲" data-type="term">甲</a>',
        '<span class="e person auto" data-type="person">甲</span>',
        '<span class="auto">甲</span>',
        "[甲](#g-甲)",
    ],
)
def test_an_author_cannot_write_a_mark(html):
    rendered = render_fragment(html)
    assert not list(marks.find_marks(rendered))
    tag, attributes = First(rendered[rendered.index(">") + 1 :] if rendered.startswith("<p>") else rendered).seen
    assert marks.type_of(tag, attributes) is None


@pytest.mark.parametrize("prefix", marks.ID_PREFIXES)
def test_no_heading_takes_the_id_of_a_mark(prefix):
    assert Anchors().take(f"{prefix}甲", own=True) == f"h-{prefix}甲"


def test_the_theme_knows_marks_by_the_same_names():
    script = (LAYOUTS / "assets/reader.js").read_text()
    assert f"[role={marks.ROLE}]" in script
    assert f'id="{marks.note_id("{{ slug }}")}"' in (LAYOUTS / "partials/article-glossary.html").read_text()
    assert f'href="#{marks.mark_id("{{ slug }}", 0)[:-1]}{{{{ n }}}}"' in (LAYOUTS / "partials/note.html").read_text()
