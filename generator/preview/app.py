"""The preview as an ASGI application: the site's pages, and its own routes below `/_zhushu/`. Home of starlette."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from generator.core.errors import SiteError
from generator.preview import files
from generator.preview.asked import Refused
from generator.preview.decide import Decisions
from generator.preview.desk import DESK_POLICY, desk_page
from generator.preview.details import form_of
from generator.preview.guard import KEYLESS, RESERVED, App, Door, Guard, is_local
from generator.preview.inject import inject
from generator.preview.live import Hub, as_json
from generator.preview.workshop import Answer, Workshop
from generator.site.search import FOLDER

Json = Mapping[str, Any]
ASSETS = Path(__file__).parent / "assets"


def application(workshop: Workshop, hub: Hub, decisions: Decisions, door: Door) -> App:
    """The preview, protected by its guard."""
    handlers = Handlers(workshop, hub, decisions, door)
    routes = [
        Route(RESERVED + "assets/{name}", handlers.asset),
        Route(RESERVED + "live", handlers.live),
        Route(RESERVED + "review", handlers.review),
        Route(RESERVED + "entries", handlers.entries),
        Route(RESERVED + "act", _changing(decisions.act), methods=["POST"]),
        Route(RESERVED + "undo", _changing(decisions.undo), methods=["POST"]),
        Route(RESERVED + "new", handlers.desk),
        Route(RESERVED + "read", _changing(handlers.read), methods=["POST"]),
        Route(RESERVED + "create", _changing(handlers.create), methods=["POST"]),
        Route(RESERVED + "slug", handlers.slug),
        Route(RESERVED + "details", handlers.desk),
        Route(RESERVED + "form", handlers.form),
        Route("/{path:path}", handlers.page),
    ]
    app = Starlette(routes=routes, exception_handlers={Refused: handlers.refused, SiteError: handlers.problems})
    app.router.redirect_slashes = False
    return Guard(app, door, handlers.refuse)


class Handlers:
    """The handlers, one for each route."""

    def __init__(self, workshop: Workshop, hub: Hub, decisions: Decisions, door: Door) -> None:
        self._shop = workshop
        self._hub = hub
        self._decisions = decisions
        self._door = door

    # ------------------------------------------------------------ the site

    async def page(self, request: Request) -> Response:
        """The site's file at this path; HTML gets the preview's script."""
        path = request.scope["path"]
        answer = await self._shop.search(path) if path.startswith(f"/{FOLDER}/") else self._shop.show(path)
        if answer.status == 301:
            return RedirectResponse(answer.location, 301)
        if answer.path and not answer.path.endswith(".html"):
            return Response(answer.data, answer.status, media_type=files.media_type(answer.path))
        return Response(
            inject(answer.data, self._about(request, answer)), answer.status, media_type=files.TYPES[".html"]
        )

    def _about(self, request: Request, answer: Answer) -> Mapping[str, str]:
        """Data about the page for the script."""
        article = self._shop.article_at(answer.path) if answer.status == 200 else None
        return {
            **self._common(request),
            "build": str(self._shop.number),
            "page": request.scope["path"],
            "status": str(answer.status),
            "digest": answer.digest,
            "article": article.url if article else "",
            "source": article.path if article else "",
        }

    def _common(self, request: Request) -> Mapping[str, str]:
        """Data for every page. It contains no secrets, as other users of this machine can read pages."""
        keyless = KEYLESS.of(self._shop.language) if is_local(request.scope) else ""
        return {"run": self._shop.run, "language": self._shop.language, "site": self._shop.name, "keyless": keyless}

    async def live(self, request: Request) -> Response:
        """The stream of a page's states."""
        query = request.query_params
        since = query.get("since", "")
        seen = int(since) if since.isdecimal() and len(since) < 10 else 0
        events = self._hub.listen(query.get("page", "/"), query.get("source", ""), seen)
        return StreamingResponse(events, media_type="text/event-stream")

    async def asset(self, request: Request) -> Response:
        """A script or style of the preview."""
        found = files.find(ASSETS, "/" + request.path_params["name"])
        if not isinstance(found, files.SiteFile):
            return PlainTextResponse("", 404)
        return Response(found.data, media_type=files.media_type(found.path))

    # ------------------------------------------------------------ the review panel

    async def review(self, request: Request) -> Response:
        """The review panel's data for an article."""
        return JSONResponse(await self._decisions.review(self._decisions.article(request.query_params)))

    async def entries(self, request: Request) -> Response:
        """Entries that match what was typed."""
        return JSONResponse(self._decisions.entries(request.query_params.get("q", "")))

    # ------------------------------------------------------------ articles

    @cached_property
    def _arrivals(self) -> Any:  # noqa: ANN401  its type is in the module that is imported here
        from generator.preview.arrivals import Arrivals  # all that imports articles; many runs never need it

        return Arrivals(self._shop)

    async def desk(self, request: Request) -> Response:
        """A page of the desk: a new article, or the details of one."""
        kind = request.scope["path"].removeprefix(RESERVED)
        about = {"kind": kind, **self._common(request)}
        return HTMLResponse(desk_page(about), headers={"content-security-policy": DESK_POLICY})

    async def read(self, asked: Json) -> Json:
        """The classification of a pasted or dropped text."""
        return await self._arrivals.read(asked)  # type: ignore[no-any-return]

    async def create(self, asked: Json) -> Json:
        """A new article, written as a draft."""
        return await self._arrivals.create(asked)  # type: ignore[no-any-return]

    async def slug(self, request: Request) -> Response:
        """A free name for an article of a title."""
        return JSONResponse(await asyncio.to_thread(self._arrivals.slug, request.query_params.get("title", "")))

    async def form(self, request: Request) -> Response:
        """The front matter of an article as a form."""
        article = self._decisions.article(request.query_params)
        told = await asyncio.to_thread(form_of, self._shop.site.root, article.path, self._shop.language)
        return JSONResponse({**told, "url": article.url})

    # ------------------------------------------------------------ what goes wrong

    def refuse(self, refused: Refused) -> App:
        """The response to a request that the guard refuses."""
        return PlainTextResponse(refused.message.of(self._shop.language) + "\n", refused.status)

    async def refused(self, _request: Request, error: Exception) -> Response:
        """The response to a decision that is refused."""
        assert isinstance(error, Refused)
        return JSONResponse({"error": error.message.of(self._shop.language)}, error.status)

    async def problems(self, _request: Request, error: Exception) -> Response:
        """The response if the site has errors."""
        assert isinstance(error, SiteError)
        told = [as_json(problem, self._shop.language) for problem in error.problems]
        first = error.problems[0].say(self._shop.language) if error.problems else ""
        return JSONResponse({"error": first, "problems": told}, 409)


def _changing(answer: Callable[[Json], Awaitable[Json]]) -> Callable[[Request], Awaitable[Response]]:
    """The handler that gives `answer` the JSON object in a request's body. Raises Refused if there is none."""

    async def handle(request: Request) -> Response:
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            raise Refused(400, "请求的内容不是 JSON 对象", "The request carries no JSON object")
        return JSONResponse(await answer(asked))

    return handle
