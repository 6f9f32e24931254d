"""The search index over the finished pages, made by Pagefind. The only home of the package `pagefind`.

Its cost is its own. The index is made in shards, which the search page merges: only those in which the document of a
page changed (`search_document.document`) are made again.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

from generator.core.errors import Place, Problem, Text

FOLDER = "pagefind"
"""In the output."""
SHARDS = f"{FOLDER}/shards.json"
"""Says how many shards there are."""
MAX_PAGES = 400
"""Pages in a shard, where there are not more than MAX_SHARDS shards."""
MAX_SHARDS = 32
"""Shards: each costs a reader who searches two small requests."""
MAX_POLLS = 400
"""How often the files are looked at, every 50 ms, before they are given up."""
PROGRAM = ("pagefind.js", "pagefind-worker", "wasm.")
ENDINGS = (".js", ".pagefind")
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind-playground")
"""Files of Pagefind's that begin so serve its ready-made interfaces; ours needs none of them."""


def shard_of(url: str, number: int) -> int:
    """The shard, of `number`, that a page is indexed in: by its address alone, so that no other page moves it."""
    return crc32(url.encode()) % number


def shards(pages: int) -> int:
    """How many shards an index of so many pages has. It doubles, so that it seldom changes; then all are made again."""
    number = 1
    while pages > number * MAX_PAGES and number < MAX_SHARDS:
        number *= 2
    return number


def folder(shard: int) -> str:
    """Where a shard lies; the first has Pagefind's program beside it, and the others are merged into it."""
    return f"{FOLDER}/{shard}" if shard else FOLDER


def shard_at(path: str) -> int:
    """The shard that a file of the index belongs to."""
    first = path.split("/")[1]
    return int(first) if first.isdecimal() else 0


def index(documents: Mapping[int, Mapping[str, str]], stage: Path) -> Mapping[int, tuple[str, ...]] | Problem:
    """Index shards, each given as URL → document, into `stage`; the paths written, relative to it, by shard, or why
    search is left out.
    """
    import asyncio  # it and Pagefind only where an index is made
    from concurrent.futures import ThreadPoolExecutor

    try:
        import pagefind.index  # noqa: F401 — only to see whether it is there
    except ImportError:
        return _left_out(Text("没有安装 pagefind", "pagefind is not installed"))
    gathered, made = stage / "to-index", stage / "indexed"
    try:
        for shard, pages in documents.items():
            (gathered / str(shard)).mkdir(parents=True)
            for url, document in pages.items():
                file = gathered / str(shard) / url
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(document, "utf-8", "replace")
        with ThreadPoolExecutor(1) as alone:  # whoever builds may have an event loop running already
            alone.submit(lambda: asyncio.run(_index(gathered, documents, made))).result()
        return {shard: tuple(_kept(made / str(shard), stage, shard)) for shard in documents}
    except (OSError, RuntimeError, AssertionError, TimeoutError, ValueError) as error:
        return _left_out(Text(f"pagefind 出错：{error}", f"pagefind failed: {error}"))
    finally:
        shutil.rmtree(gathered, ignore_errors=True)
        shutil.rmtree(made, ignore_errors=True)


async def _index(pages: Path, shards: Iterable[int], made: Path) -> None:
    """Index each folder at once: ten times as fast as one file after the other through the same interface.

    The language is none that Pagefind knows: it shall neither cut nor shorten our words.
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
    """Wait until the files below `folder` hold what they should: Pagefind answers when they exist, and writes on.

    Raises TimeoutError.
    """
    import asyncio

    for _ in range(MAX_POLLS):
        if all(file.stat().st_size for file in folder.rglob("*.*")):  # each is written in one go
            return
        await asyncio.sleep(0.05)
    raise TimeoutError("files stay empty")


def _kept(made: Path, stage: Path, shard: int) -> Iterable[str]:
    """Move what the site needs of Pagefind's files to where the shard lies; its program once only."""
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
