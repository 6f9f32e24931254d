"""The lines of TOML's keys, which tomllib does not tell."""

import tomllib

import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from generator.settings import toml

TEXT = '''# [no]
title = "a = b" # [x]
nav = [
  {title = "a", url = "b"},
  # ] not the end
]
[a."b c"]  # = ]
x.y = """
[[no]]
k = 1
\\""" still """
z = 1
[[e]]
n = 1
[e.sub]
q = \'\'\'
[x]\'\'\'
[[e]]
  n = 2
[[e.f]]
g = 'x'
'''


def test_every_header_and_key_has_its_line():
    tomllib.loads(TEXT)
    assert dict(toml.lines_of(TEXT)) == {
        ("title",): 2,
        ("nav",): 3,
        ("a", "b c"): 7,
        ("a", "b c", "x", "y"): 8,
        ("a", "b c", "z"): 12,
        ("e", 0): 13,
        ("e", 0, "n"): 14,
        ("e", 0, "sub"): 15,
        ("e", 0, "sub", "q"): 16,
        ("e", 1): 18,
        ("e", 1, "n"): 19,
        ("e", 1, "f", 0): 20,
        ("e", 1, "f", 0, "g"): 21,
    }


def test_what_has_no_line_of_its_own_takes_that_of_what_holds_it():
    lines = toml.lines_of(TEXT)
    assert toml.line_of(lines, ("nav", 0, "title")) == 3
    assert toml.line_of(lines, ("e", 1, "m", 3)) == 18
    assert toml.line_of(lines, ("gone",)) == 0


def test_headers_are_found_quickly_and_not_inside_strings():
    plain = '\n[[entry]]\nname = "a"\n [[ entry ]]\nname = "b"\n'
    assert list(toml.table_lines(plain, "entry", 2)) == [2, 4]
    hidden = '[[entry]]\nname = """\n[[entry]]\n"""\n[[entry]]\n'
    assert list(toml.table_lines(hidden, "entry", 2)) == [1, 5]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c d"]), st.text(max_size=8)), max_size=6))
def test_each_line_holds_its_key(pairs):
    text = tomlkit.dumps({"entry": [{key: value} for key, value in pairs]})
    tomllib.loads(text)
    written = text.split("\n")
    for path, line in toml.lines_of(text).items():
        assert str(path[-1]).split()[0] in written[line - 1] or isinstance(path[-1], int)
