"""The preview as an ASGI application: the pages of the site, and below `/_zhushu/` what the preview needs. Home of
starlette.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from generator.core.errors import SiteError, Text
from generator.preview import files
from generator.preview.asked import Refused
from generator.preview.decide import Decisions
from generator.preview.guard import RESERVED, App, Door, Guard, Refusal
from generator.preview.inject import inject
from generator.preview.live import Hub, as_json
from generator.preview.workshop import Answer, Workshop
from generator.site.search import FOLDER

ASSETS = Path(__file__).parent / "assets"
NO_ARTICLE = Refused(404, Text("这个页面不是文章", "This page is not an article"))


def application(workshop: Workshop, hub: Hub, decisions: Decisions, door: Door) -> App:
    """The whole preview behind its guard."""
    handlers = Handlers(workshop, hub, decisions, door)
    routes = [
        Route(RESERVED + "assets/{name}", handlers.asset),
        Route(RESERVED + "live", handlers.live),
        Route(RESERVED + "review", handlers.review),
        Route(RESERVED + "entries", handlers.entries),
        Route(RESERVED + "act", handlers.act, methods=["POST"]),
        Route(RESERVED + "undo", handlers.undo, methods=["POST"]),
        Route("/{path:path}", handlers.page),
    ]
    app = Starlette(routes=routes, exception_handlers={Refused: handlers.refused, SiteError: handlers.problems})
    app.router.redirect_slashes = False
    return Guard(app, door, handlers.refuse)


class Handlers:
    """One method for each route."""

    def __init__(self, workshop: Workshop, hub: Hub, decisions: Decisions, door: Door) -> None:
        self._shop = workshop
        self._hub = hub
        self._decisions = decisions
        self._door = door

    # ------------------------------------------------------------ the site

    async def page(self, request: Request) -> Response:
        """Whatever the site has at this path, HTML with the preview's script in it."""
        path = request.scope["path"]
        answer = await self._shop.search(path) if path.startswith(f"/{FOLDER}/") else self._shop.show(path)
        if answer.status == 301:
            return RedirectResponse(answer.location, 301)
        if answer.path and not answer.path.endswith(".html"):
            return Response(answer.data, answer.status, media_type=files.media_type(answer.path))
        return Response(inject(answer.data, self._about(path, answer)), answer.status, media_type=files.TYPES[".html"])

    def _about(self, path: str, answer: Answer) -> Mapping[str, str]:
        """What the script has to know of the page that it is in."""
        article = self._shop.article_at(answer.path) if answer.status == 200 else None
        return {
            "run": self._shop.run,
            "build": str(self._shop.number),
            "page": path,
            "status": str(answer.status),
            "digest": answer.digest,
            "token": self._door.token,
            "language": self._shop.language,
            "article": article.url if article else "",
            "source": article.path if article else "",
            "site": self._shop.name,
        }

    async def live(self, request: Request) -> Response:
        """The stream of states of one page."""
        query = request.query_params
        since = query.get("since", "")
        seen = int(since) if since.isdecimal() and len(since) < 10 else 0
        events = self._hub.listen(query.get("page", "/"), query.get("source", ""), seen)
        return StreamingResponse(events, media_type="text/event-stream")

    async def asset(self, request: Request) -> Response:
        """A script or style of the preview."""
        found = files.find(ASSETS, "/" + request.path_params["name"])
        if not isinstance(found, files.Found):
            return PlainTextResponse("", 404)
        return Response(found.data, media_type=files.media_type(found.path))

    # ------------------------------------------------------------ the review panel

    async def review(self, request: Request) -> Response:
        """What there is to decide in one article."""
        article = self._shop.article_at(request.query_params.get("page", ""))
        if article is None:
            raise NO_ARTICLE
        return JSONResponse(await self._decisions.review(article))

    async def entries(self, request: Request) -> Response:
        """Entries whose name or alias contains what was typed."""
        return JSONResponse(self._decisions.entries(request.query_params.get("q", "")))

    async def act(self, request: Request) -> Response:
        """One decision of the author's, written to the glossary."""
        return JSONResponse(await self._decisions.act(await _body(request)))

    async def undo(self, request: Request) -> Response:
        """Take back the last decision."""
        return JSONResponse(await self._decisions.undo(await _body(request)))

    # ------------------------------------------------------------ what goes wrong

    def refuse(self, refusal: Refusal) -> App:
        """The answer to a request that the guard refuses, in plain words."""
        return PlainTextResponse(refusal.message.of(self._shop.language) + "\n", refusal.status)

    async def refused(self, _request: Request, error: Exception) -> Response:
        """The answer to a decision that cannot be carried out."""
        assert isinstance(error, Refused)
        return JSONResponse({"error": error.message.of(self._shop.language)}, error.status)

    async def problems(self, _request: Request, error: Exception) -> Response:
        """The answer where the site's own problems are in the way."""
        assert isinstance(error, SiteError)
        told = [as_json(problem, self._shop.language) for problem in error.problems]
        first = error.problems[0].say(self._shop.language) if error.problems else ""
        return JSONResponse({"error": first, "problems": told}, 409)


async def _body(request: Request) -> Mapping[str, Any]:
    """The JSON object that a request carries. Raises Refused."""
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Refused(400, Text("请求的内容不是 JSON 对象", "The request carries no JSON object"))
    return data
