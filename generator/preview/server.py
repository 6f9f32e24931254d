"""The preview as a process: listens, builds, watches files, notifies browsers, stops cleanly. Home of uvicorn."""

import asyncio
import errno
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from secrets import token_urlsafe

import uvicorn

from generator.core.errors import Text, WrongUsage
from generator.pipeline.build import Site
from generator.preview.app import application
from generator.preview.decide import Decisions
from generator.preview.guard import Door
from generator.preview.live import Hub
from generator.preview.watch import changes
from generator.preview.workshop import Round, Workshop

Say = Callable[[Round], None]
"""Called after every rebuild."""
HIGHEST_PORT = 65_535
UNHEARD = 45_000
"""Milliseconds after which a connection ends whose other side confirms nothing: three beats of a stream (`live.BEAT`)."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` and `port`; port 0 takes a free one. Raises WrongUsage."""
    if not 0 <= port <= HIGHEST_PORT:
        raise WrongUsage(
            f"端口要在 0 到 {HIGHEST_PORT} 之间，不能是 {port}", f"A port is between 0 and {HIGHEST_PORT}, not {port}"
        )
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise WrongUsage(
            f"没有“{host}”这个地址；预览通常用 --host 127.0.0.1",
            f'There is no address "{host}"; usually it is --host 127.0.0.1',
        ) from None
    try:
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # on Windows SO_REUSEADDR lets two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; connections inherit it
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNHEARD)
        listener.bind(address)
        listener.listen(128)
        listener.setblocking(False)  # noqa: FBT003  the name of the method says it
    except OSError as error:
        listener.close()
        raise WrongUsage(*_why(error, host, port)) from None
    return listener


def _why(error: OSError, host: str, port: int) -> Text:
    code = error.errno
    if code == errno.EADDRINUSE:
        free = _free_port(host, port)
        return Text(
            f"端口 {port} 已被别的程序占用（也许另一个预览还开着）。换一个端口：zhushu serve --port {free}",
            f"Port {port} is in use by another program (perhaps another preview). Take another one: zhushu serve --port {free}",
        )
    if code == errno.EACCES:
        return Text(
            f"系统不允许使用端口 {port}。换一个 1024 以上的：zhushu serve --port 8000",
            f"The system does not allow port {port}. Take one above 1024: zhushu serve --port 8000",
        )
    if code == errno.EADDRNOTAVAIL:
        return Text(
            f"这台电脑没有地址 {host}；预览通常用 --host 127.0.0.1",
            f"This machine does not have the address {host}; usually it is --host 127.0.0.1",
        )
    return Text(f"无法在 {host} 的端口 {port} 上监听：{error}", f"Cannot listen on port {port} of {host}: {error}")


def _free_port(host: str, port: int) -> int:
    """The next free port above `port`, or any free one."""
    for candidate in (*range(port + 1, min(port + 20, HIGHEST_PORT)), 0):
        with suppress(OSError), socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.bind((host, candidate))
            return int(probe.getsockname()[1])
    return 0


class Preview:
    """One run of the preview: call `begin`, then `run`, which returns once it is asked to stop."""

    def __init__(self, site: Site, listener: socket.socket, host: str, language: str, say: Say) -> None:
        self.workshop = Workshop(site, language)
        self.hub = Hub(self.workshop)
        self.workshop.watchers.append(self.hub.publish)
        self.workshop.listeners.append(say)
        self.polling: Callable[[], None] = lambda: None
        """Called once if the system can watch no more folders: saves are then noticed late."""
        self.door = Door(host, listener.getsockname()[1], token_urlsafe(24))
        self._listener = listener
        app = application(self.workshop, self.hub, Decisions(self.workshop), self.door)
        self.server = _Server(app, self.hub)

    def begin(self) -> None:
        """Build once. Browsers that connect meanwhile wait, as the socket listens already."""
        self.workshop.begin()

    async def run(self) -> None:
        """Serve and watch until the server exits (`server.should_exit`, or a signal)."""
        watching = asyncio.create_task(self._watch())
        watching.add_done_callback(lambda _: self.server.stop())  # without the watcher the preview is useless
        warming = asyncio.create_task(self.workshop.warm())
        try:
            await self.server.serve(sockets=[self._listener])
        finally:
            for task in (watching, warming):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _watch(self) -> None:
        """Build after every change; changes during a build are built next."""
        async for changed in changes(self.workshop.site.root, self.polling):
            await self.workshop.rebuild(changed)


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether a line of uvicorn's log is about the preview, and not about a request that is not HTTP, which anybody may
    send, or about streams that were cut off at the end.
    """
    kind = record.exc_info[0] if record.exc_info else None
    foreign = kind and (kind.__module__.startswith("h11") or issubclass(kind, asyncio.CancelledError))
    return record.levelno > logging.WARNING and not foreign and not str(record.msg).startswith("Cancel ")


class _Server(uvicorn.Server):
    """uvicorn that closes the streams on shutdown, as it would wait for them forever."""

    def __init__(self, app: object, hub: Hub) -> None:
        super().__init__(
            uvicorn.Config(
                app,  # type: ignore[arg-type] # an ASGI application, typed our way
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                ws="none",
                proxy_headers=False,  # `guard` relies on the peer's own address
                timeout_graceful_shutdown=2,
            )
        )
        self._hub = hub
        logging.getLogger("uvicorn.error").addFilter(_is_ours)

    def stop(self) -> None:
        """Make the server leave its loop."""
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop at once."""
        self._hub.close()
        await super().shutdown(sockets)
