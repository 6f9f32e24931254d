"""Plugins and what they add. Whatever a plugin raises becomes a problem that names it."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

from msgspec import Struct

from generator.core.errors import Level, Place, Problem, SiteError, Text

Group = Literal["readers", "annotators", "pages", "formats", "strings", "layouts", "glossaries"]
SITE = Place("site.toml")
Result = TypeVar("Result")


class Plugin(Struct, frozen=True):
    """An installed distribution that adds something to Zhushu."""

    name: str
    version: str
    additions: tuple[tuple[Group, str], ...]
    """What it adds: groups and the names in them, in order."""

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Addition(Struct, frozen=True):
    """One thing that a plugin adds, loaded."""

    plugin: Plugin
    name: str
    value: object

    def call(self, function: Callable[[], Result], place: Place = SITE, level: Level = "error") -> Result:
        """What `function`, which runs the plugin's code, returns. Whatever it raises becomes a SiteError that names
        the plugin, with a problem at `place`.
        """
        try:
            return function()
        except SiteError:
            raise
        except Exception as error:  # the code of others can raise anything
            raise SiteError([fault(self.plugin, error, place, level)]) from error


def fault(plugin: Plugin, error: BaseException, place: Place = SITE, level: Level = "error") -> Problem:
    """The problem that a plugin raised `error`."""
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    frames = error.__traceback__
    while frames is not None and frames.tb_next is not None:
        frames = frames.tb_next
    where = f"{Path(frames.tb_frame.f_code.co_filename).name}:{frames.tb_lineno}" if frames else ""
    return Problem(
        level,
        "plugin",
        place,
        Text(f"插件 {plugin} 出错（{where}）：{said}", f"the plugin {plugin} failed ({where}): {said}"),
        Text(
            "请告诉插件的作者；从 site.toml 的 plugins 里去掉它，就不再使用",
            "tell the plugin's author; to go on without it, take it out of plugins in site.toml",
        ),
    )
