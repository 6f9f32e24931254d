"""Checks of `zhushu check` beyond those of a build, of the glossary and of article sources.

To add one: a line in a tuple.
"""

from collections.abc import Callable, Iterable

from generator.author.checks.articles import without_alt
from generator.author.checks.entries import cycles, near_duplicates, overridden, pointless_rules, unused
from generator.author.checks.wording import deprecated
from generator.core.draft import Source
from generator.core.errors import Problem
from generator.core.library import Library

__all__ = ["LIBRARY_CHECKS", "SOURCE_CHECKS", "deprecated", "of_library", "of_source", "overridden"]

LIBRARY_CHECKS: tuple[Callable[[Library], Iterable[Problem]], ...] = (unused, near_duplicates, cycles, pointless_rules)
SOURCE_CHECKS: tuple[Callable[[Source], Iterable[Problem]], ...] = (without_alt,)


def of_library(library: Library) -> list[Problem]:
    """The problems of a site's entries."""
    return [problem for check in LIBRARY_CHECKS for problem in check(library)]


def of_source(source: Source) -> list[Problem]:
    """The problems of one article's or page's source."""
    return [problem for check in SOURCE_CHECKS for problem in check(source)]
