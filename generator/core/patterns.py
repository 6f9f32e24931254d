"""Regular expressions that are compiled when they are first used.

For what few articles have: compiling all of the program's would take a fifth of a build in which one article changed.
What every article needs has `re.compile`, whose patterns answer a little faster.
"""

import re
from functools import cached_property
from typing import cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns, but for its type. A wrong pattern raises re.error only when it is used."""
    return cast("re.Pattern[str]", Late(pattern, flags))


class Late:
    """What `late` returns: it has the attributes of the pattern, each from the first time that it is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> object:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
