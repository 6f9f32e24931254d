"""The company of an entry."""

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.entry import Entry
from generator.site.pages.company import Company


@settings(max_examples=50)
@given(st.lists(st.sets(st.integers(0, 40)), max_size=12))
def test_an_entrys_company_are_those_it_shares_most_articles_with(articles):
    refs = [f"r{number:02}" for number in range(40)]  # 40 is a term of an article's own
    counts = [{"r00": 1} | {f"r{number:02}": 2 for number in one} for one in articles]
    found = [SimpleNamespace(counts=each, url=f"{number}") for number, each in enumerate(counts)]
    entries = {ref: SimpleNamespace(entry=Entry(ref, ref, ref), url=ref) for ref in reversed(refs)}
    times = {ref: sum(ref in each for each in counts) for ref in refs[1:]}
    expected = sorted(((ref, n) for ref, n in times.items() if n), key=lambda pair: (-pair[1], pair[0]))[:12]
    assert [(ref.id, n) for ref, n in Company(SimpleNamespace(entries=entries)).of("r00", found)] == expected
