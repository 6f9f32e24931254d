"""Converts between simplified and traditional Chinese and their regional words. The only home of the package `opencc`."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from generator.core.editions import region_of, script_of

SEPARATOR = "\x1f"
"""Separates texts that are converted in one call. OpenCC's dictionaries do not contain it, so no phrase spans it."""
MAX_CACHED_LENGTH = 64
"""Only texts up to this length are cached: names and interface texts, which recur."""
CACHE_SIZE = 20_000

Convert = Callable[[Sequence[str]], list[str]]
"""Texts → the same texts in the other script."""

TO = {"": "s2t", "TW": "s2twp", "HK": "s2hk", "MO": "s2hk"}
FROM = {"": "t2s", "TW": "tw2sp", "HK": "hk2s", "MO": "hk2s"}


def steps(source: str, target: str) -> tuple[str, ...]:
    """The OpenCC configurations to apply in order, to get from one language tag to another."""
    if source == target:
        return ()
    simplify = (FROM[region_of(source)],) if script_of(source) == "Hant" else ()
    convert = (TO[region_of(target)],) if script_of(target) == "Hant" else ()
    return simplify + convert


@lru_cache(maxsize=8)
def converter(source: str, target: str) -> Convert:
    """A converter from one language tag to another, such as `zh-Hans` to `zh-Hant-TW`."""
    from opencc import OpenCC  # lazily: few sites have editions

    chain = [OpenCC(step).convert for step in steps(source, target)]
    kept: dict[str, str] = {}

    def once(text: str) -> str:
        for step in chain:
            text = step(text)
        return text

    def convert(texts: Sequence[str]) -> list[str]:
        todo = list({text for text in texts if not text.isascii() and text not in kept})
        joined = once(SEPARATOR.join(todo)).split(SEPARATOR) if todo else []
        if len(joined) != len(todo):  # a text contains the separator
            joined = [once(text) for text in todo]
        made = dict(zip(todo, joined, strict=True))
        result = [text if text.isascii() else made.get(text) or kept.get(text, text) for text in texts]
        if len(kept) < CACHE_SIZE:
            kept.update((text, new) for text, new in made.items() if len(text) <= MAX_CACHED_LENGTH)
        return result

    return convert


def version() -> str:
    """The version of OpenCC's dictionaries, for digests."""
    import opencc  # lazily, as above

    return str(opencc.__version__)
