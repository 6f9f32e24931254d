"""The search index over the finished pages, made by Pagefind. The only home of the package `pagefind`.

Its cost is its own: it is made again only when a page that it covers changed, and never for the preview.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.core.errors import Place, Problem, Text

FOLDER = "pagefind"
"""In the output."""
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind-playground")
"""Files of Pagefind's that begin so serve its ready-made interfaces; ours needs none of them."""

TRIES = 3
"""Pagefind may end before its last files are written, which stay empty, where the machine has much to do."""


def index(pages: Mapping[str, Path], language: str, stage: Path) -> tuple[str, ...] | Problem:
    """Index the HTML files `pages` (URL → file) into `stage`; the paths written, relative to it, or why search is
    left out.
    """
    import asyncio  # it and Pagefind only where an index is made
    from concurrent.futures import ThreadPoolExecutor

    try:
        from pagefind.index import PagefindIndex  # noqa: F401 — only to see whether it is there
    except ImportError:
        return _left_out(Text("没有安装 pagefind", "pagefind is not installed"))
    gathered = stage / "to-index"
    try:
        for url, file in pages.items():
            (gathered / url).parent.mkdir(parents=True, exist_ok=True)
            os.link(file, gathered / url)
        with ThreadPoolExecutor(1) as alone:  # whoever builds may have an event loop running already
            for _ in range(TRIES):
                alone.submit(lambda: asyncio.run(_index(gathered, language, stage / FOLDER))).result()
                if all(path.stat().st_size for path in (stage / FOLDER).rglob("*") if path.is_file()):
                    break
            else:
                raise RuntimeError("empty files")  # noqa: TRY301 — told below with the rest
    except (OSError, RuntimeError, AssertionError, TimeoutError, ValueError) as error:
        return _left_out(Text(f"pagefind 出错：{error}", f"pagefind failed: {error}"))
    finally:
        shutil.rmtree(gathered, ignore_errors=True)
    return tuple(_kept(stage))


async def _index(pages: Path, language: str, folder: Path) -> None:
    """Index a folder at once: ten times as fast as one file after the other through the same interface."""
    from pagefind.index import IndexConfig, PagefindIndex

    config = IndexConfig(keep_index_url=True, force_language=language.partition("-")[0], output_path=str(folder))
    async with PagefindIndex(config=config) as made:
        await made.add_directory(str(pages))


def _kept(stage: Path) -> Iterable[str]:
    """What of Pagefind's files the site needs; the rest is removed."""
    for path in sorted((stage / FOLDER).rglob("*")):
        if path.is_file():
            if path.name.startswith(UNUSED):
                path.unlink()
            else:
                yield path.relative_to(stage).as_posix()


def _left_out(why: Text) -> Problem:
    return Problem(
        "warning",
        "no-search",
        Place("site.toml"),
        Text(f"站内搜索没有生成：{why.zh}", f"the search index is left out: {why.en}"),
        Text(
            "pip install 'pagefind[extended]'，或在 site.toml 写 search = false",
            "pip install 'pagefind[extended]', or write search = false in site.toml",
        ),
    )
