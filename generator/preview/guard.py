"""Access control of the preview. Every request is checked here first.

Every page open in the author's browser can reach a preview on 127.0.0.1. The defences:

- *DNS rebinding*: the `Host` header must name this machine (RFC 9110, 7.2: a server may refuse a misdirected request).
- *Cross-site requests*: a write needs the preview's own `Origin`, a content type that no form can send, and the token of
  this run. Fetch Metadata (`Sec-Fetch-Site`) protects our own paths from reads.
- *Other users of the machine*: they can open the preview too, so no page of it holds the token. Only the address that the
  author is told has it, in its fragment, and her browser keeps it for this origin (`assets/key.js`).
- *Framing and inclusion*: headers forbid both.
- *The network*: if the author opens the preview to the network, others can read it, but only this machine can write.
"""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from hmac import compare_digest
from ipaddress import ip_address
from typing import Any

from msgspec import Struct

from generator.core.errors import Text
from generator.preview.asked import Refused

RESERVED = "/_zhushu/"
"""The prefix of the preview's own paths. No page can have it, as slugs do not begin with `_zhushu/`."""
OPEN = (RESERVED + "assets/", RESERVED + "live")
"""Paths below RESERVED that need no token: scripts and styles, and the stream (EventSource cannot send headers)."""
PAGES = (RESERVED + "new", RESERVED + "details")
"""Pages of the desk: they are read as pages of the site are, and hold no secret."""
TOKEN_HEADER = "x-zhushu-token"  # noqa: S105 # nosec B105 # the name of the header, not a token
MAX_BODY = 65_536
"""Bytes, far more than a definition typed into the panel."""
UPLOADS = {RESERVED + "read": 48_000_000, RESERVED + "create": 1_000_000}
"""Bytes of a text or document, and of what its author corrected in it."""
ANY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104 # nosec B104 # compared with, never bound to unless the author asks for it
LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Refuse = Callable[[Refused], App]


class Door(Struct, frozen=True):
    """The address of the preview, and the secret token of this run."""

    host: str
    port: int
    token: str


KEYLESS = Text(
    "要在预览里修改，请打开 zhushu serve 在终端里打印的网址（结尾是 #key=…，每次启动都不同）",
    "To change anything here, open the address that zhushu serve printed in its terminal (it ends in #key=… and is new at each start)",
)
"""The message for a browser without the token of this run."""


class Guard:
    """ASGI middleware that refuses requests by `refusal`, and adds `HEADERS` to every response."""

    def __init__(self, app: App, door: Door, refuse: Refuse) -> None:
        self._app = app
        self._door = door
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request; other protocols than HTTP (WebSocket) are ignored."""
        if scope["type"] != "http":
            return
        refused = refusal(scope, self._door)
        app = self._refuse(refused) if refused else self._app

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await app(scope, receive, send_guarded)


HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (
        b"content-security-policy",
        (
            b"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' https:; style-src 'self' 'unsafe-inline' https:; "
            b"img-src 'self' data: blob: https: http:; media-src 'self' data: blob: https:; font-src 'self' data: https:; "
            b"connect-src 'self' https:; frame-src https:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
        ),
    ),
)
"""Inline scripts do not run in the preview. So a script in an article cannot use the panel's token, and analytics
pasted into a layout do not count the author's own visits."""


def refusal(scope: Scope, door: Door) -> Refused | None:
    """Why the request in `scope` is refused, or None if it is allowed."""
    headers = _headers(scope["headers"])
    host = headers.get("host", "")
    if not is_our_host(host, door):
        return Refused(
            403,
            f"这个请求找的是“{host}”，而预览只在 {_address(door)} 上。请直接打开 http://{_address(door)}/",
            f'This request asks for "{host}", but the preview is at {_address(door)}. Open http://{_address(door)}/',
        )
    reads = scope["method"] in ("GET", "HEAD")
    ours = scope["path"].startswith(RESERVED)
    if not ours:
        return None if reads else Refused(405, "网站的页面只能读取", "Pages of the site can only be read")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return Refused(403, "别的网站不能使用预览的接口", "Another site may not use the preview")
    if not reads and (refused := _refusal_of_write(scope, headers, host)):
        return refused
    open_to_all = scope["path"].startswith(OPEN) or (reads and scope["path"] in PAGES)
    if not open_to_all and not compare_digest(headers.get(TOKEN_HEADER, "").encode(), door.token.encode()):
        return Refused(403, *KEYLESS)
    return None


def is_local(scope: Scope) -> bool:
    """Whether the request in `scope` comes from this machine."""
    return _is_local((scope.get("client") or ("",))[0])


def _refusal_of_write(scope: Scope, headers: dict[str, str], host: str) -> Refused | None:
    if scope["method"] != "POST":
        return Refused(405, "这里只接受 POST", "Only POST is accepted here")
    if not is_local(scope):
        return Refused(
            403, "只有运行预览的这台电脑才能修改词条", "Only the machine that runs the preview may change the glossary"
        )
    if headers.get("origin") != f"http://{host}":
        return Refused(
            403,
            "请求不是从预览的页面发出的（Origin 不符）",
            "The request does not come from a page of the preview (wrong Origin)",
        )
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return Refused(415, "请求的内容要是 JSON", "The request must carry JSON")
    length = headers.get("content-length", "")
    if not length.isdecimal() or int(length) > UPLOADS.get(scope["path"], MAX_BODY):
        return Refused(413, "请求的内容太长", "The request is too long")
    return None


def is_our_host(header: str, door: Door) -> bool:
    """Whether a `Host` header names this preview: its host or a name of the machine itself, with its port.

    If the preview listens on every address, any IP address is ours too, as DNS rebinding needs a name.
    """
    name, port = _split(header.lower())
    if port != str(door.port):
        return False
    if name in LOCAL_NAMES or name == door.host.lower().strip("[]"):
        return name != ""
    return door.host in ANY_ADDRESS and _is_address(name)


def is_loopback(host: str) -> bool:
    """Whether a host to listen on can only be reached from this machine."""
    return _is_local(host.strip("[]"))


def _split(header: str) -> tuple[str, str]:
    """`[::1]:8000` → ("::1", "8000"); a header without a port means 80."""
    if header.startswith("["):
        name, _, rest = header[1:].partition("]")
        return name, rest.removeprefix(":") or "80"
    name, _, port = header.partition(":")
    return name, port or "80"


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name. Repeated ones are joined by a comma, and so never equal an expected value."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _is_local(host: str) -> bool:
    plain = host.removeprefix("::ffff:")  # an IPv4 peer of a dual-stack socket
    return plain == "localhost" or (_is_address(plain) and ip_address(plain).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _address(door: Door) -> str:
    host = "127.0.0.1" if door.host in ANY_ADDRESS else door.host
    return f"[{host}]:{door.port}" if ":" in host else f"{host}:{door.port}"
