"""Collections that are made late."""

from generator.core.late import LateSet


def test_a_union_of_late_sets_is_a_set():
    late = LateSet(lambda: frozenset("a"))
    assert "b" in late | {"b": 1}.keys()
    assert set(late | {"b"}) == {"a", "b"}
    assert set(late & {"a", "b"}) == {"a"}
