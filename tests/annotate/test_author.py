"""What the author marks and forbids in the text."""

from generator.annotate import prohibitions
from generator.core.passage import Passage, Wanted
from tests.annotate.texts import found, kept


def test_the_authors_mark_wins_whatever_the_segmenter_says(listed):
    passage = Passage(0, "企业集中台湾", wanted=(Wanted(3, 5, "中台"), Wanted(0, 2, "没有的")))
    spans = found(listed, [passage], "中台", "集中台湾")
    assert [(span.text, span.origin) for span in spans if span.reason is None] == [("中台", "author")]


def test_the_author_may_show_other_words(listed):
    assert kept(found(listed, [Passage(0, "这个平台", wanted=(Wanted(0, 4, "数据中台"),))], "数据中台")) == ["这个平台"]


def test_barred_ranges_stay_unmarked(listed):
    spans = found(listed, [Passage(0, "数据中台，数据中台", barred=((0, 3),))], "数据中台")
    assert [span.reason for span in spans] == [prohibitions.BARRED, None]
