"""Renders the fixture site into a folder to look at: `python -m tests.site.preview FOLDER`."""

import sys
from pathlib import Path

from generator.core.library import Library
from generator.site.pages import pages_of
from generator.theme.render import Templates
from tests.site.fixture import library


def write(folder: Path, site: Library, layouts: Path | None = None) -> Templates:
    """All pages and assets of `site` below `folder`."""
    templates = Templates(layouts, site.config, None)
    for page in pages_of(site):
        _put(folder / page.url, templates.render(page))
    for output in templates.assets():
        _put(folder / output.path, output.data)
    return templates


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]), library(int(sys.argv[2]) if len(sys.argv) > 2 else 7))
