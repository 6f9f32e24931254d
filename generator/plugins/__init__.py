"""Plugins: what other packages add to a site through entry points.

A site names the distributions that it uses: `plugins = ["zhushu-rst"]`. Without that setting nothing here is imported,
because looking through all installed packages takes longer than a build that has nothing to do. Each function takes
`names`, the value of the setting.
"""

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import Distribution, EntryPoint, PackageNotFoundError, distribution, distributions
from importlib.util import find_spec
from pathlib import Path

from generator.core.errors import Problem, SiteError, Text, did_you_mean
from generator.core.plugin import SITE, Addition, Group, Plugin, fault
from generator.store import libraries, scan

GROUPS: Mapping[Group, Text] = {
    "readers": Text("读取", "reads"),
    "annotators": Text("标注", "annotates"),
    "pages": Text("页面", "pages"),
    "formats": Text("导出", "exports"),
    "strings": Text("文字", "strings"),
    "layouts": Text("模板", "layouts"),
    "glossaries": Text("词表", "glossaries"),
}
"""The entry point groups, each as `zhushu.NAME`, and what `zhushu plugins` calls them."""
PREFIX = "zhushu."


def installed() -> tuple[Plugin, ...]:
    """All plugins that are installed, by name. Slow: looks through every installed package."""
    found = {plugin.name: plugin for one in distributions() if (plugin := _plugin(one)).additions}
    return tuple(sorted(found.values(), key=lambda plugin: plugin.name.lower()))


def problems(names: tuple[str, ...]) -> tuple[Problem, ...]:
    """The problems of the plugins: not installed, empty, or an error while loading."""
    found: list[Problem] = []
    for name in names:
        try:
            plugin = _plugin(_found(name))
        except SiteError as error:
            found += error.problems
            continue
        if not plugin.additions:
            said = Text(f"{plugin} 不是注疏的插件", f"{plugin} is no plugin of Zhushu")
            found.append(Problem("error", "plugin", SITE, said))
    if not found:
        for group in GROUPS:
            if group == "glossaries":  # folders of entries, which are found without importing anything
                continue
            try:
                loaded(group, names)
            except SiteError as error:
                found += error.problems
    return tuple(dict.fromkeys(found))


def normalized(name: str) -> str:
    """A distribution's name as packaging tools compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _found(name: str) -> Distribution:
    try:
        return distribution(name)
    except (PackageNotFoundError, ValueError):  # ValueError: an empty name
        raise SiteError([_not_installed(name)]) from None


def _not_installed(name: str) -> Problem:
    known = (plugin.name for plugin in installed())
    hint = did_you_mean(name, known) or Text(f"安装它：pip install {name}", f"install it: pip install {name}")
    said = Text(f"没有安装插件“{name}”", f'the plugin "{name}" is not installed')
    return Problem("error", "unknown-plugin", SITE, said, hint)


@lru_cache(maxsize=32)
def loaded(group: Group, names: tuple[str, ...]) -> tuple[Addition, ...]:
    """The additions of the plugins to a group, in the order of `names`. Raises SiteError for one that cannot be loaded."""
    found: list[Addition] = []
    for name in names:
        dist = _found(name)
        plugin = _plugin(dist)
        for point in _points(dist):
            if point.group == PREFIX + group:
                try:
                    found.append(Addition(plugin, point.name, point.load()))
                except (Exception, SystemExit) as error:  # the code of others can raise anything
                    raise SiteError([fault(plugin, error)]) from error
    return tuple(found)


def suffixes(names: tuple[str, ...]) -> frozenset[str]:
    """The suffixes that the plugins read, as `.rst`; nothing of theirs is imported."""
    found = (point.name for name in names for point in _points(_found(name)) if point.group == "zhushu.readers")
    return frozenset(f".{suffix.lstrip('.').lower()}" for suffix in found)


@lru_cache(maxsize=8)
def digest(names: tuple[str, ...]) -> str:
    """SHA-256 of the plugins' names, versions and code, and of all installed packages, which they may use: a part of cache
    keys. Empty without plugins.
    """
    if not names:
        return ""
    made = sha256()
    for name in names:
        made.update(f"{_plugin(_found(name))}\0".encode())
    for path in sources(names):
        with suppress(OSError):
            made.update(f"{Path(path).name}\0".encode() + scan.read(path))
    made.update("\n".join(Path(path).name for path in libraries.installed()).encode())
    return made.hexdigest()


def sources(names: Iterable[str]) -> list[str]:
    """The files that the plugins consist of: their top modules and packages, and their metadata."""
    found: set[str] = set()
    for name in names:
        dist = _found(name)
        if metadata := getattr(dist, "_path", None):  # no public name exists for the folder of the metadata
            found |= {str(path) for path in (Path(metadata, one) for one in ("METADATA", "entry_points.txt"))}
        for top in {point.module.partition(".")[0] for point in _points(dist)}:
            spec = find_spec(top)
            for folder in (spec.submodule_search_locations or ()) if spec else ():
                found |= {path for path in _files(folder) if os.path.isfile(path)}  # noqa: PTH113 — paths are strings
            if spec and spec.origin and not spec.submodule_search_locations:
                found.add(spec.origin)
    return sorted(path for path in found if os.path.isfile(path))  # noqa: PTH113 — paths are strings


def _files(folder: str) -> Iterable[str]:
    for base, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if one != "__pycache__"]
        yield from (f"{base}/{file}" for file in files)


def _points(dist: Distribution) -> list[EntryPoint]:
    """The entry points in our groups, by group and name."""
    ours = [point for point in dist.entry_points if point.group.removeprefix(PREFIX) in GROUPS]
    order = list(GROUPS)
    return sorted(
        (point for point in ours if point.group.startswith(PREFIX)),
        key=lambda point: (order.index(point.group.removeprefix(PREFIX)), point.name),  # type: ignore[arg-type] # a key of GROUPS
    )


def _plugin(dist: Distribution) -> Plugin:
    additions = tuple((point.group.removeprefix(PREFIX), point.name) for point in _points(dist))
    return Plugin(dist.metadata["Name"] or "", dist.version, additions)  # type: ignore[arg-type] # keys of GROUPS
