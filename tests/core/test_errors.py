"""Problems in order, and those that are told once for the whole site."""

from generator.core.errors import Place, Problem, Text, in_order


def warning(code: str, path: str, message: str = "未知的键“x”") -> Problem:
    return Problem("warning", code, Place(path, 2), Text(message, message))


def test_unused_keys_are_told_once_with_their_count() -> None:
    found = in_order([warning("unused-key", f"{name}.md") for name in "cab"] + [warning("unused-key", "d.md", "键“y”")])
    assert [problem.say("zh") for problem in found] == ["a.md:2: 未知的键“x”（共 3 处）", "d.md:2: 键“y”"]
    assert in_order(found) == found


def test_other_problems_are_told_at_each_place() -> None:
    found = [warning("missing-image", f"{name}.md") for name in "ab"]
    assert in_order([*reversed(found), *found]) == tuple(found)
