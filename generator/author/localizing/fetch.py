"""Downloads pictures politely: one request at a time, a pause between requests to a host, limits for everything.

A picture stays in a folder of the cache until its article is rewritten. An interrupted download is resumed if the host
supports that.
"""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from email.message import Message
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from generator import __version__
from generator.author.importing.attachments import picture_suffix
from generator.author.network import ELSEWHERE, LATER, leads_inside, opener, refused, why
from generator.core.errors import Text
from generator.core.urls import split

AGENT = f"zhushu/{__version__} (localize; one request at a time)"
PIECE = 65536
REFUSALS = 3
"""After so many failures in a row, a host gets no more requests in this run."""
SAFE = "/~!$&'()*+,;=:@?%#[]-._"
STATUS = {
    401: Text("要登录才能看", "it can be seen only by those who log in"),
    403: Text("对方拒绝了（可能是防盗链）", "the host refused (it may allow its own pages only)"),
    404: Text("已经没有了（404）", "it is gone (404)"),
    410: Text("已经没有了（410）", "it is gone (410)"),
}
PRIVATE = Text(
    "这是本机或内部网络的地址，没有下载；确实要下载，请加 --private",
    "an address of this machine or its network, which is not asked; if it is meant, add --private",
)


class Limits(NamedTuple):
    """Limits of a download."""

    largest: int = 30_000_000
    """Bytes of a picture."""
    timeout: float = 20.0
    """Seconds without data."""
    whole: float = 300.0
    """Seconds for a picture."""
    rest: float = 0.5
    """Seconds between two requests to the same host."""
    private: bool = False
    """Whether this machine and its network may be asked. An article may come from anybody, and what answers there may
    act on a mere request."""


class Fetcher:
    """Fetches pictures; `folder` keeps complete and partial downloads."""

    def __init__(self, folder: Path, limits: Limits | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self.folder = folder
        self.limits = limits or Limits()
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        """Host → time of the end of its last response."""
        self._refused: dict[str, int] = {}
        """Host → failures in a row."""
        self._failed: dict[str, Text] = {}
        self.requests = 0

    def get(self, url: str) -> bytes | Text:
        """The bytes of the picture at `url`, or why it cannot be fetched."""
        url = f"https:{url}" if url.startswith("//") else url
        if url in self._failed:
            return self._failed[url]
        whole = self._file(url)
        with suppress(OSError):
            data = whole.read_bytes()
            if picture_suffix(data):
                return data
        got = self._ask(url, whole.with_suffix(".part"))
        if isinstance(got, Text):
            self._failed[url] = got
            return got
        if not picture_suffix(got):
            self._failed[url] = Text("不是图片", "not a picture")
            return self._failed[url]
        whole.write_bytes(got)
        return got

    def forget(self, url: str) -> None:
        """Delete the kept download of `url`."""
        self._file(f"https:{url}" if url.startswith("//") else url).unlink(missing_ok=True)

    def _file(self, url: str) -> Path:
        return self.folder / f"{sha256(url.encode(errors='replace')).hexdigest()[:32]}.whole"

    def _ask(self, url: str, part: Path) -> bytes | Text:
        host = self._host_of(url)
        if isinstance(host, Text):
            return host
        if self._refused.get(host, 0) >= REFUSALS:
            return Text(f"{host} 一再失败，这次不再请求它", f"{host} failed again and again and is not asked any more")
        rest = self._asked.get(host, float("-inf")) + self.limits.rest - time.monotonic()
        if rest > 0:
            self._sleep(rest)
        self.requests += 1
        try:
            got = self._request(url, host, part)
        except urllib.error.HTTPError as error:
            if error.code == 416:  # the partial download does not fit
                part.unlink(missing_ok=True)
            if error.code in LATER:
                self._refused[host] = REFUSALS
            if 300 <= error.code < 400:
                return ELSEWHERE
            return STATUS.get(error.code) or refused(error.code)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._refused[host] = self._refused.get(host, 0) + 1
            return why(error)
        finally:
            self._asked[host] = time.monotonic()
        self._refused.pop(host, None)
        return got

    def _host_of(self, url: str) -> str | Text:
        """The host to ask, or why none is asked."""
        parts = split(url)
        if parts is None or not parts.hostname or parts.scheme.lower() not in ("http", "https"):
            return Text("不是网址", "no address")
        return parts.hostname if self.limits.private or not leads_inside(parts.hostname) else PRIVATE

    def _request(self, url: str, host: str, part: Path) -> bytes | Text:
        """Make one request. Raises the errors of urllib."""
        kept, mark = _part(part)
        headers = {"User-Agent": AGENT, "Accept": "image/*,*/*;q=0.5", "Accept-Encoding": "identity"}
        if kept and mark:
            headers |= {"Range": f"bytes={len(kept)}-", "If-Range": mark}
        request = urllib.request.Request(quote(url, safe=SAFE), headers=headers)  # noqa: S310 — checked above
        limit = self.limits
        with opener(host).open(request, timeout=limit.timeout) as answer:
            if answer.status != 206:
                kept = b""
            size = int(answer.headers.get("Content-Length") or -1)
            if len(kept) + size > limit.largest:
                return Text(f"太大：{size} 字节", f"too large: {size} bytes")
            return self._read(answer, kept, size, part)

    def _read(self, answer: http.client.HTTPResponse, kept: bytes, size: int, part: Path) -> bytes | Text:
        limit, pieces, length = self.limits, [kept], len(kept)
        wanted = length + size if size >= 0 else -1
        end = time.monotonic() + limit.whole
        try:
            while piece := answer.read(PIECE):
                pieces.append(piece)
                length += len(piece)
                if length > limit.largest:
                    part.unlink(missing_ok=True)
                    return Text("太大", "too large")
                if time.monotonic() > end:
                    raise TimeoutError
        except (OSError, http.client.HTTPException, KeyboardInterrupt):
            _keep(part, b"".join(pieces), answer.headers)
            raise
        data = b"".join(pieces)
        if length < wanted:
            _keep(part, data, answer.headers)
            raise http.client.IncompleteRead(b"", wanted - length)
        _forget(part)
        return data


def _part(part: Path) -> tuple[bytes, str]:
    """The partial download of a picture, and the validator (ETag or date) of that version."""
    with suppress(OSError, UnicodeDecodeError):
        mark = part.with_suffix(".mark").read_text(encoding="ascii").strip()
        return part.read_bytes(), mark
    return b"", ""


def _keep(part: Path, data: bytes, headers: Message) -> None:
    """Keep the beginning of a picture if the response has a validator for resuming."""
    mark = str(headers.get("ETag") or "")
    mark = "" if mark.startswith("W/") else mark or str(headers.get("Last-Modified") or "")
    if data and mark and mark.isascii():
        with suppress(OSError):
            part.write_bytes(data)
            part.with_suffix(".mark").write_text(mark, encoding="ascii")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    part.with_suffix(".mark").unlink(missing_ok=True)
