"""Annotations of GitHub's workflows ("Workflow commands")."""

import os
from pathlib import Path

from generator.core.errors import Place


def annotation(level: str, site: Path, place: Place, message: str, title: str = "") -> str:
    """The line `::error file=…,line=…,title=…::message`. Its file is relative to the repository that GitHub checked out
    (GITHUB_WORKSPACE), in which the site is.
    """
    top, whole, path = os.environ.get("GITHUB_WORKSPACE", ""), site.resolve(), place.path
    if top and whole.is_relative_to(Path(top).resolve()):
        path = (whole.relative_to(Path(top).resolve()) / path).as_posix()
    line = f",line={place.line}" if place.line else ""
    named = f",title={_property(title)}" if title else ""
    return f"::{level} file={_property(path)}{line}{named}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
