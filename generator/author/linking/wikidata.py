"""Searches Wikidata, or another Wikibase, for items by name: one request at a time, with a pause in between."""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from generator import __version__
from generator.author.network import LATER, opener, refused, why
from generator.core.errors import Text

ENDPOINT = "https://www.wikidata.org/w/api.php"
AGENT = f"zhushu/{__version__} (link; called by hand; one request at a time)"
TIMEOUT = 20.0
"""Seconds without data."""
REST = 1.0
"""Seconds between two requests."""
LARGEST = 1_000_000
"""Bytes of an answer."""
CANDIDATES = 10


class Item(NamedTuple):
    """An item as the search returns it."""

    id: str
    label: str
    description: str
    names: tuple[str, ...]
    """Label, aliases, and what the search matched."""


class Wikidata:
    """The requests of one run. It stops after a failure that further requests would meet too.

    `endpoint` is an address with host, `rest` in seconds.
    """

    def __init__(
        self, endpoint: str = ENDPOINT, rest: float = REST, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.endpoint = endpoint
        self.requests = 0
        self.stopped: Text | None = None
        """Why it stopped."""
        self._rest = rest
        self._sleep = sleep

    def search(self, name: str, language: str) -> list[Item] | Text:
        """Up to CANDIDATES items with this label or alias in `language`, in Wikidata's order; or why there are none."""
        if self.stopped:
            return self.stopped
        if self.requests:
            self._sleep(self._rest)
        self.requests += 1
        try:
            return _items(json.loads(self._ask(_query(name, language))))
        except urllib.error.HTTPError as error:
            self.stopped = refused(error.code) if error.code in LATER else None
            return refused(error.code)
        except (OSError, http.client.HTTPException) as error:
            self.stopped = why(error)
            return self.stopped
        except (ValueError, TypeError, KeyError, AttributeError):
            return Text(
                "无法识别对方的回答（不是 wbsearchentities 的结果）", "the answer is no result of wbsearchentities"
            )

    def _ask(self, query: str) -> bytes:
        """Make one request. Raises the errors of urllib, and ValueError if the answer is too large."""
        request = urllib.request.Request(  # noqa: S310  the opener knows http and https alone
            f"{self.endpoint}?{query}", headers={"User-Agent": AGENT, "Accept": "application/json"}
        )
        with opener(str(urlsplit(self.endpoint).hostname)).open(request, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ValueError(len(data))
        return data


def _query(name: str, language: str) -> str:
    # maxlag: the servers may refuse (503) when they have much to do, as Wikimedia asks of programs
    return urlencode(
        {
            "action": "wbsearchentities",
            "search": name,
            "language": language,
            "uselang": "zh" if language.startswith("zh") else language,
            "type": "item",
            "limit": CANDIDATES,
            "format": "json",
            "maxlag": 5,
        }
    )


def _items(answer: Mapping[str, Any]) -> list[Item] | Text:
    """The items of an answer. Raises ValueError and the like if it is none."""
    if "error" in answer:
        said = " ".join(str(answer["error"].get("info") or answer["error"].get("code")).split())[:200]
        return Text(f"对方回答：{said}", f"the host answered: {said}")
    found: Sequence[Mapping[str, Any]] = answer["search"]
    return [_item(one) for one in found]


def _item(one: Mapping[str, Any]) -> Item:
    match = one.get("match") or {}
    label = str(one.get("label") or "")
    names = (label, *map(str, one.get("aliases") or ()), str(match.get("text") or ""))
    return Item(
        str(one["id"]),
        label,
        str(one.get("description") or ""),
        tuple(dict.fromkeys(filter(None, names))),
    )
