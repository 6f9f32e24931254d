"""Finds shared glossaries among installed packages. No code of a package is run.

A package registers its folder as an entry point in the group `zhushu.glossaries`, or is named as an import package.
"""

import re
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

GROUP = "zhushu.glossaries"
NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


class Package(Struct, frozen=True):
    """A shared glossary on disk, and what its package says about it."""

    path: Path
    """A file or folder; a real path."""
    name: str = ""
    version: str = ""
    license: str = ""
    url: str = ""


def find(name: str) -> Package | None:
    """The glossary package called `name`: an entry point, else an import package. None if there is none."""
    for point in metadata.entry_points(group=GROUP, name=name):
        if folder := _folder(point.module):
            return _described(folder, name, point.dist)
    folder = _folder(name)
    return _described(folder, name, _distribution(name)) if folder else None


def _folder(module: str) -> Path | None:
    """The folder of an import package. Only the top-level name is looked up: to find a submodule, Python would import
    its parents.
    """
    if not NAME.fullmatch(module):
        return None
    top, *below = module.split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        return None
    for location in (spec and spec.submodule_search_locations) or ():
        folder = Path(location, *below)
        if folder.is_dir():
            return folder.resolve()
    return None


def _distribution(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except (metadata.PackageNotFoundError, ValueError):
        return None


def _described(folder: Path, name: str, package: metadata.Distribution | None) -> Package:
    if package is None:
        return Package(folder, name)

    def said(key: str) -> str:
        """Empty if it is missing: in brackets that raises KeyError, once importlib_metadata has been imported by somebody."""
        found: list[str] = package.metadata.get_all(key) or [""]
        return found[0]

    pages = [page.partition(",")[2].strip() for page in package.metadata.get_all("Project-URL") or ()]
    return Package(
        folder,
        name,
        said("Version"),
        _one_line(said("License-Expression") or said("License")),
        next((page for page in (said("Home-page"), *pages) if page.startswith(("https://", "http://"))), ""),
    )


def _one_line(text: str) -> str:
    """A licence's name; empty for the text of one."""
    said = text.strip()
    return "" if "\n" in said or said == "UNKNOWN" else said
