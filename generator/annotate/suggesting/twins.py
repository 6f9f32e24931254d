"""Articles that say the same, such as one that was imported under two titles: each counts once."""

from collections import Counter
from collections.abc import Sequence

from generator.core.passage import Passage
from generator.core.texts import bare

SAME = 0.8
"""An article is another one's twin if at least this part of its characters is in passages of that one."""
SHORT = 10
"""Characters. Shorter passages (headings, dates) may be the same by chance."""


class Twins:
    """The articles seen so far, by their passages."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        """Passage → the first article that has it."""

    def of(self, name: str, passages: Sequence[Passage]) -> str:
        """The article seen before that says the same as the article `name`; empty if there is none."""
        said = [text for passage in passages if len(text := bare(passage.text)) >= SHORT]
        shared: Counter[str] = Counter()
        for text in said:
            if text in self._first:
                shared[self._first[text]] += len(text)
        if shared:
            twin, size = shared.most_common(1)[0]
            if size >= SAME * sum(map(len, said)):
                return twin
        for text in said:
            self._first.setdefault(text, name)
        return ""
