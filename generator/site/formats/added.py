"""Export formats of plugins. Whatever one raises becomes a SiteError that names the plugin."""

from collections.abc import Callable, Mapping
from functools import partial

from generator.core.library import Library
from generator.core.plugin import Addition
from generator.plugins import loaded


def added(plugins: tuple[str, ...]) -> Mapping[str, Callable[[Library], bytes]]:
    """The formats that the plugins add, by name. Raises SiteError for a plugin that cannot be loaded."""
    return {addition.name: partial(_call, addition) for addition in loaded("formats", plugins)}


def _call(addition: Addition, library: Library) -> bytes:
    return addition.call(lambda: _made(addition.value, library))


def _made(make: object, library: Library) -> bytes:
    made = make(library) if callable(make) else make
    if not isinstance(made, bytes):
        raise TypeError(f"a format returns bytes, not {type(made).__name__}")
    return made
