"""What entries of another glossary say of each other."""

from generator.author.merging.references import resolved
from tests.author.merging.test_merging import OURS, glossary_of
from tests.author.merging.test_names import entry_of


def test_references_follow_names_that_were_taken_apart_and_lost_ones_are_told():
    from msgspec.structs import replace

    written = [replace(entry_of("甲"), see=("SaaS（软件）", "腾讯", "无此词")), entry_of("SaaS（软件）")]
    [entry, _], [problem] = resolved([written[0], entry_of("SaaS")], written, glossary_of(OURS))
    assert entry.see == ("SaaS", "腾讯")
    assert "无此词" in problem.message.zh
