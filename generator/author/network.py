"""Access to other hosts: only http and https, few redirects, and none from the internet to this machine or its network.

The home of `urllib.request`. Only `localize` and `link` ask other hosts, when their author calls them.
"""

import http.client
import ipaddress
import socket
import urllib.error
import urllib.request
from email.message import Message
from typing import IO

from generator.core.errors import Text
from generator.core.urls import split

REDIRECTS = 5
STANDING_IN = ipaddress.ip_network("198.18.0.0/15")
"""Proxies on the author's machine answer look-ups of names with addresses of this network, whatever the host."""
LATER = (429, 503)
"""Answers of hosts that have too much to do."""
ELSEWHERE = Text("它重定向到别处，没有跟随", "it leads elsewhere, and was not followed")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Allows at most REDIRECTS, and none from the internet to this machine or its network."""

    max_redirections = REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """The request for the new address. Raises ValueError if the redirect is not allowed."""
        to = split(newurl)
        if to is None or to.scheme not in ("http", "https") or (leads_inside(to.hostname) and not is_local(_host(req))):
            raise ValueError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # typeshed: HTTPMessage


def _host(request: urllib.request.Request) -> str | None:
    parts = split(request.full_url)
    return parts.hostname if parts else None


def is_local(host: str | None) -> bool:
    """Whether a host is this machine or has a private address."""
    if not host or host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def leads_inside(host: str | None) -> bool:
    """Whether a host is, or its name stands for, an address of this machine or its network.

    The name is resolved again for the request, so this does not stop DNS rebinding.
    """
    if host is None or is_local(host):
        return True
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False  # the request will say that there is no such host
    addresses = {ipaddress.ip_address(str(address[0]).partition("%")[0]) for *_, address in found}
    return any(not address.is_global and address not in STANDING_IN for address in addresses)


def refused(status: int) -> Text:
    """The message for a response with this HTTP status."""
    if status in LATER:
        return Text(f"对方要求稍后再试（{status}）", f"the host asks to come back later ({status})")
    return Text(f"对方回答 {status}", f"the host answered {status}")


def why(error: Exception) -> Text:
    """Why there was no answer, or only a part of one."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return Text("长时间没有响应", "no answer in time")
    if isinstance(reason, http.client.IncompleteRead):
        return Text("下载中断；再运行一次可以续传", "it broke off; run this again to go on")
    if isinstance(reason, ValueError):
        return ELSEWHERE
    return Text("连不上", "the host cannot be reached")


def opener(host: str) -> urllib.request.OpenerDirector:
    """An opener for http and https only; `urlopen` would also read `file:`."""
    made = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if is_local(host) else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
    ):
        made.add_handler(handler)
    return made
