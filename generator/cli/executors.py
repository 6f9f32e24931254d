"""Chooses where articles are composed: on this machine, or on the workers of a Dask scheduler."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from generator.core.errors import Place, SiteError, Text
from generator.core.urls import split
from generator.pipeline.workers import Pool

ATTEMPTS = 4
"""Number of connection attempts before a scheduler counts as lost."""
FIRST, AGAIN = "10s", "60s"
"""Time to wait for its response: at first, and after the connection was lost."""


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
        import distributed  # noqa: F401 — asked for here, so that a missing package is said at once
    except ImportError:
        raise _refused(
            url, Text("先安装：pip install 'zhushu[dask]'", "install it first: pip install 'zhushu[dask]'")
        ) from None
    remote = Remote(url, f"tcp://{parts.netloc}")
    try:
        yield remote
    finally:
        remote.close()


class Remote:
    """The workers of a scheduler. Work continues after a restart of the scheduler, without repeating finished items."""

    def __init__(self, url: str, address: str) -> None:
        import logging

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it logs what is told here in plain words
        self._url, self._address = url, address
        self._client = self._connected(FIRST)

    def map(self, fn: Callable[..., Any], /, *items: Iterable[Any]) -> Iterator[Any]:
        """The results of `fn` in order. Raises SiteError if the scheduler or its workers are lost for good."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        todo, done = list(zip(*items, strict=True)), 0
        for _ in range(ATTEMPTS):
            try:
                with self._client.get_executor() as pool:
                    for result in pool.map(fn, *zip(*todo[done:], strict=True)):
                        done += 1
                        yield result
            except (CancelledError, CommClosedError):  # the connection was lost
                self.close()
                self._client = self._connected(AGAIN)
            except KilledWorker:
                break
            else:
                return
        again = Text("再运行一次；已标注的文章不会重做", "run it again; articles that are done are not done again")
        said = Text(f"{self._url} 的工作进程一再消失", f"the workers of {self._url} were lost again and again")
        raise SiteError.of("executor", Place("--executor"), said, again)

    def close(self) -> None:
        """Close the connection to the scheduler."""
        self._client.close()

    def _connected(self, wait: str) -> Any:  # noqa: ANN401 — a Client, which is imported only here
        from distributed import Client

        try:
            return Client(self._address, timeout=wait)
        except (OSError, TimeoutError) as error:
            why = Text(f"调度器没有应答：{error}", f"the scheduler does not answer: {error}")
            raise _refused(self._url, why) from None


def _refused(url: str, hint: Text) -> SiteError:
    return SiteError.of("executor", Place("--executor"), Text(f"不能使用 {url}", f"cannot use {url}"), hint)
