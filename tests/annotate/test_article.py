"""An article is folded as a whole, and each passage is then as if it had been folded by itself."""

from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.article import FoldedArticle
from generator.annotate.normalize import fold
from generator.core.passage import OBJECT, Passage

TEXT = st.text(st.sampled_from([*"中著名瞭a1A 　\n·•'「—…㈱é\u200b\ufe0f", OBJECT]), max_size=12)


@given(st.lists(TEXT, max_size=4))
def test_the_parts_of_passages(texts: list[str]) -> None:
    passages = [Passage(number, text) for number, text in enumerate(texts)]
    article = FoldedArticle(passages)
    parts = list(article.parts())
    assert [part for _, part in parts] == [fold(text).text for text in texts]
    for (start, part), passage in zip(parts, passages, strict=True):
        for at in range(len(part)):
            own = fold(passage.text).original(at, at + 1)
            assert article.place(start + at, start + at + 1) == (own and (passage, *own))
