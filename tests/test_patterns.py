"""Regular expressions that Python before 3.11.5 (Debian 12 has 3.11.2) takes for something else."""

import pkgutil
import re
import warnings
from importlib import import_module
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from re import _constants as sre
    from re import _parser

import generator
from generator.core.patterns import Late

ONE = {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}


def faults(parsed):
    """Groups with a possessive quantifier (CPython issue 106052), and capturing groups in an atomic one (101955)."""
    for kind, value in parsed:
        if kind is sre.POSSESSIVE_REPEAT and not (len(value[2]) == 1 and value[2][0][0] in ONE):
            yield "a group with a possessive quantifier"
        if kind is sre.ATOMIC_GROUP and any(inner is sre.SUBPATTERN and said[0] for inner, said in walk(value)):
            yield "a capturing group in an atomic one"
    yield from (fault for _, value in parsed for part in parts(value) for fault in faults(part))


def parts(value):
    if isinstance(value, _parser.SubPattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from parts(one)


def walk(parsed):
    for kind, value in parsed:
        yield kind, value
        for part in parts(value):
            yield from walk(part)


def test_the_check_finds_both():
    for pattern in (r"(?:a|bc)++", r"(?:a[bc]?)*+", r"x(?>(a)b|c)"):
        assert list(faults(_parser.parse(pattern))), pattern
    assert not list(faults(_parser.parse(r"(?>(?:a|bc)+)[^a]*+b++(c)")))


def test_no_pattern_of_ours_needs_a_later_python():
    seen = 0
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, re.Pattern | Late) and isinstance(value.pattern, str):
                seen += 1
                assert not list(faults(_parser.parse(value.pattern, value.flags))), f"{module.name}.{name}"
    assert seen > 100


def test_no_source_has_one():
    for path in Path(generator.__path__[0]).rglob("*.py"):
        assert not re.search(r"\)[*+?]\+(?!,)", path.read_text("utf-8")), path
