"""Injects the preview's script into a page that is sent to the browser. The file on disk is not changed."""

import re
from collections.abc import Mapping
from html import escape

from generator.preview.guard import RESERVED

POLICY = re.compile(
    rb"""<meta\b(?=[^>]*\bhttp-equiv\s*=\s*["']?content-security-policy\b)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE
)
STATISTICS = re.compile(rb"""<script class="statistics"[^>]*></script>\n?""")
HEAD_END = re.compile(rb"</head\s*>|(?=<body\b)", re.IGNORECASE)
SCRIPT_ID = "zhushu-preview"


def inject(html: bytes, data: Mapping[str, str]) -> bytes:
    """`html` with the preview's script at the end of the head; `data` become its `data-` attributes.

    The page's own Content-Security-Policy would block the preview's connection, so it is removed. The server sends
    another one (`guard.HEADERS`). Statistics are left out: the author's own visits do not count.
    """
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    script = f'<script type="module" id="{SCRIPT_ID}" src="{RESERVED}assets/live.js"{attributes}></script>'.encode()
    page = STATISTICS.sub(b"", POLICY.sub(b"", html))
    end = HEAD_END.search(page)
    at = end.start() if end else len(page)
    return page[:at] + script + page[at:]
