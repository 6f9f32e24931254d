"""Simplified and traditional Chinese, with the words of a region. The only home of the package `opencc`."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from generator.core.editions import region_of, script_of

SEPARATOR = "\x1f"
"""Between texts that are converted in one call. No dictionary of OpenCC has it, so no phrase reaches across it."""
SHORT = 64
"""Texts up to this many code points are kept with what they became: names and the interface's texts come again and
again.
"""
KEPT = 20_000

Convert = Callable[[Sequence[str]], list[str]]
"""Texts → the same texts in the other script."""

TO = {"": "s2t", "TW": "s2twp", "HK": "s2hk", "MO": "s2hk"}
FROM = {"": "t2s", "TW": "tw2sp", "HK": "hk2s", "MO": "hk2s"}


def steps(source: str, target: str) -> tuple[str, ...]:
    """OpenCC's configurations, in order, that lead from one language tag to another."""
    if source == target:
        return ()
    away = (FROM[region_of(source)],) if script_of(source) == "Hant" else ()
    back = (TO[region_of(target)],) if script_of(target) == "Hant" else ()
    return away + back


@lru_cache(maxsize=8)
def converter(source: str, target: str) -> Convert:
    """Converts from one language tag to another: `zh-Hans` to `zh-Hant-TW`."""
    from opencc import OpenCC  # only where a site has editions

    chain = [OpenCC(step).convert for step in steps(source, target)]
    kept: dict[str, str] = {}

    def once(text: str) -> str:
        for step in chain:
            text = step(text)
        return text

    def convert(texts: Sequence[str]) -> list[str]:
        todo = list({text for text in texts if not text.isascii() and text not in kept})
        joined = once(SEPARATOR.join(todo)).split(SEPARATOR) if todo else []
        if len(joined) != len(todo):  # the author's text holds the separator
            joined = [once(text) for text in todo]
        made = dict(zip(todo, joined, strict=True))
        result = [text if text.isascii() else made.get(text) or kept.get(text, text) for text in texts]
        if len(kept) < KEPT:
            kept.update((text, new) for text, new in made.items() if len(text) <= SHORT)
        return result

    return convert


def version() -> str:
    """Of the dictionaries: what is converted by others is converted again."""
    import opencc  # only where a site has editions

    return str(opencc.__version__)
