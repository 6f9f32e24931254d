"""Services of other hosts that a site uses, and the lines of its footer that authorities require."""

import re
from typing import Literal

from msgspec import Struct

HOST = re.compile(r"(https?://[^/?#]+)")


def host_of(address: str) -> str:
    """Scheme and host of a full address, as a source of a Content-Security-Policy."""
    found = HOST.match(address)
    return found[1] if found else ""


class Comments(Struct, frozen=True):
    """`[comments]`: the service that keeps readers' comments, and its keys."""

    provider: Literal["giscus", "waline"]
    load: Literal["click", "scroll"] = "click"
    repo: str = ""
    """giscus: `owner/name` on GitHub."""
    repo_id: str = ""
    category: str = ""
    category_id: str = ""
    mapping: Literal["pathname", "url", "title", "og:title"] = "pathname"
    server: str = ""
    """Waline: address of the server."""
    client: str = "https://unpkg.com/@waline/client@v3/dist/"
    """Waline: folder of `waline.js` and `waline.css`."""


class Statistics(Struct, frozen=True):
    """`[statistics]`: the service that counts visits."""

    provider: Literal["umami", "plausible", "goatcounter", "baidu"]
    id: str
    script: str = ""
    """Address of the service's script, without a query."""
    server: str = ""
    """Address to which the script reports."""


class Footer(Struct, frozen=True):
    """`[footer]`: registrations that sites in China show."""

    icp: str = ""
    """`京ICP备12345678号-1`"""
    police: str = ""
    """`京公网安备 11000002000001号`"""

    @property
    def police_number(self) -> str:
        """The number in `police`."""
        return "".join(char for char in self.police if char in "0123456789")
