"""Keeps track of open browser tabs, and sends them the state of their page after every build.

A message is the whole state of a page, not an event. So a missed message does no harm, and a browser that reconnects,
even to a restarted preview, can tell whether its page is stale.
"""

import asyncio
import json
from collections.abc import AsyncIterator

from msgspec import Struct, field

from generator.core.errors import Problem
from generator.preview.workshop import Workshop

HEARTBEAT = 15.0
"""Seconds between messages that detect closed connections."""
MAX_STREAMS = 4
"""Maximum number of open streams. A browser opens six connections to a host (HTTP/1.1); pages and files need some."""
REST_EVENT = "event: rest\ndata: \n\n"
"""Asks a browser to close its stream until its tab is visible again."""


class Stream(Struct, eq=False):
    """A tab that listens."""

    path: str
    """The request path that it shows."""
    source: str
    """The source of its article, to follow it when the URL changes; may be empty."""
    since: int
    """The build that it shows."""
    messages: "asyncio.Queue[str | None]" = field(default_factory=asyncio.Queue)


class Hub:
    """The tabs that listen."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._streams: list[Stream] = []

    async def listen(self, path: str, source: str, since: int) -> AsyncIterator[str]:
        """Server-sent events for a tab: its state now, and again after every build, until the hub closes."""
        stream = Stream(path, source, since)
        stream.messages.put_nowait("retry: 300\n\n" + event(self._state(stream)))
        self._streams.append(stream)
        for oldest in self._streams[:-MAX_STREAMS]:
            oldest.messages.put_nowait(REST_EVENT)
        try:
            while (message := await _next(stream)) is not None:
                yield message
        finally:
            self._streams.remove(stream)

    def publish(self) -> None:
        """Send every tab the state of its page."""
        for stream in self._streams:
            stream.messages.put_nowait(event(self._state(stream)))

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        for stream in self._streams:
            stream.messages.put_nowait(None)

    def _state(self, stream: Stream) -> dict[str, object]:
        shop = self._workshop
        answer = shop.show(stream.path)
        return {
            "run": shop.run,
            "build": shop.number,
            "digest": answer.digest,
            "moved": shop.moved(stream.source) if answer.status == 404 and stream.source else "",
            "assets": {path: number for path, number in shop.assets.items() if number > stream.since},
            "unpublished": shop.unpublished(),
            "failed": shop.failed,
            "problems": [as_json(problem, shop.language) for problem in shop.problems],
        }


async def _next(stream: Stream) -> str | None:
    try:
        return await asyncio.wait_for(stream.messages.get(), HEARTBEAT)
    except TimeoutError:
        return ": still here\n\n"


def event(state: dict[str, object]) -> str:
    """A state as a server-sent event."""
    return f"data: {json.dumps(state, ensure_ascii=False)}\n\n"


def as_json(problem: Problem, language: str) -> dict[str, object]:
    """A problem as JSON for the page."""
    return {
        "level": problem.level,
        "path": problem.place.path,
        "line": problem.place.line,
        "message": problem.message.of(language),
        "hint": problem.hint.of(language) if problem.hint else "",
    }
