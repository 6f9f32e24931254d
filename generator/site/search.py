"""The search index over the rendered pages, made by Pagefind. The only home of the package `pagefind`.

The index is made in shards, which the search page merges. Only shards in which a page's document changed
(`search_document.document`) are indexed again.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

from generator.core.errors import Place, Problem, Text

FOLDER = "pagefind"
"""The folder of the index in the output."""
SHARDS = f"{FOLDER}/shards.json"
"""The file with the number of shards."""
MAX_PAGES = 400
"""Maximum number of pages in a shard, unless there are MAX_SHARDS already."""
MAX_SHARDS = 32
"""Each shard costs a search two small requests."""
MAX_POLLS = 400
"""How often files are polled, every 50 ms, before a timeout."""
PROGRAM = ("pagefind.js", "pagefind-worker", "wasm.")
ENDINGS = (".js", ".pagefind")
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind-playground")
"""Prefixes of Pagefind's files for its own user interfaces, which are not copied."""


def shard_of(url: str, number: int) -> int:
    """The shard of a page, of `number` shards. It depends on the URL alone, so that no other page moves it."""
    return crc32(url.encode()) % number


def shards(pages: int) -> int:
    """The number of shards for so many pages: a power of two, as every change of it means a full reindex."""
    number = 1
    while pages > number * MAX_PAGES and number < MAX_SHARDS:
        number *= 2
    return number


def folder(shard: int) -> str:
    """The folder of a shard. The first shard also has Pagefind's program, which merges the others into it."""
    return f"{FOLDER}/{shard}" if shard else FOLDER


def shard_at(path: str) -> int:
    """The shard that a file of the index belongs to."""
    first = path.split("/")[1]
    return int(first) if first.isdecimal() else 0


def index(documents: Iterable[tuple[int, Mapping[str, str]]], stage: Path) -> Mapping[int, tuple[str, ...]] | Problem:
    """Index shards, each with its documents by URL, into `stage`.

    Returns the paths written, relative to `stage`, by shard; or the problem because of which search is left out.
    """
    import asyncio  # lazily, like Pagefind
    from concurrent.futures import ThreadPoolExecutor

    try:
        import pagefind.index  # noqa: F401 — only tests whether it is installed
    except ImportError:
        return _left_out(Text("没有安装 pagefind", "pagefind is not installed"))
    gathered, made = stage / "to-index", stage / "indexed"
    try:
        shards = []
        for shard, pages in documents:
            shards.append(shard)
            (gathered / str(shard)).mkdir(parents=True)
            for url, document in pages.items():
                file = gathered / str(shard) / url
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(document, "utf-8", "replace")
        if shards:
            with ThreadPoolExecutor(1) as alone:  # the caller may have a running event loop
                alone.submit(lambda: asyncio.run(_index(gathered, shards, made))).result()
        return {shard: tuple(_kept(made / str(shard), stage, shard)) for shard in shards}
    except (OSError, RuntimeError, AssertionError, TimeoutError, ValueError) as error:
        return _left_out(Text(f"pagefind 出错：{error}", f"pagefind failed: {error}"))
    finally:
        shutil.rmtree(gathered, ignore_errors=True)
        shutil.rmtree(made, ignore_errors=True)


async def _index(pages: Path, shards: Iterable[int], made: Path) -> None:
    """Index whole folders, which is ten times as fast as adding files one by one.

    The language is one that Pagefind does not know, so that it neither segments nor stems.
    """
    from pagefind.index import IndexConfig
    from pagefind.service import PagefindService

    async with PagefindService() as service:
        for shard in shards:
            target = made / str(shard)
            index = await service.create_index(IndexConfig(keep_index_url=True, force_language="xx"))
            await index.add_directory(str(pages / str(shard)))
            await index.write_files(str(target))
            await index.delete_index()
            await _written(target)


async def _written(folder: Path) -> None:
    """Wait until the files below `folder` are written: Pagefind answers as soon as they exist. Raises TimeoutError."""
    import asyncio

    for _ in range(MAX_POLLS):
        if all(file.stat().st_size for file in folder.rglob("*.*")):  # each is written in one call
            return
        await asyncio.sleep(0.05)
    raise TimeoutError("files stay empty")


def _kept(made: Path, stage: Path, shard: int) -> Iterable[str]:
    """Move the files that the site needs to the shard's folder (the program only once); yields their paths."""
    for file in sorted(path for path in made.rglob("*") if path.is_file()):
        if file.name.startswith(UNUSED) or (shard and file.name.startswith(PROGRAM) and file.name.endswith(ENDINGS)):
            continue
        path = f"{folder(shard)}/{file.relative_to(made).as_posix()}"
        (stage / path).parent.mkdir(parents=True, exist_ok=True)
        file.replace(stage / path)
        yield path


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
