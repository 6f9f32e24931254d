"""Where articles are composed: on this machine, or on the workers of a Dask scheduler."""

from collections.abc import Iterator
from contextlib import contextmanager

from generator.core.errors import Place, Problem, SiteError, Text
from generator.core.urls import split
from generator.pipeline.workers import Pool


@contextmanager
def executor(url: str) -> Iterator[Pool | None]:
    """Connect to the scheduler at `url` (`dask://host:port`); None for this machine's own processes.

    Raises SiteError if the URL or the package is wrong, or the scheduler does not answer.
    """
    if not url:
        yield None
        return
    parts = split(url)
    if parts is None or parts.scheme != "dask" or not parts.netloc:
        raise _refused(url, Text("写成 dask://主机:端口", "write dask://host:port"))
    try:
        from distributed import Client
    except ImportError:
        raise _refused(
            url, Text("先安装：pip install 'zhushu[dask]'", "install it first: pip install 'zhushu[dask]'")
        ) from None
    try:
        client = Client(f"tcp://{parts.netloc}", timeout="10s")
    except (OSError, TimeoutError) as error:
        raise _refused(url, Text(f"调度器没有应答：{error}", f"the scheduler does not answer: {error}")) from None
    with client, client.get_executor() as pool:
        yield pool


def _refused(url: str, hint: Text) -> SiteError:
    return SiteError(
        [Problem("error", "executor", Place("--executor"), Text(f"不能使用 {url}", f"cannot use {url}"), hint)]
    )
