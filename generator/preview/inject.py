"""What the preview puts into a page on its way to the browser; the file on the disk stays as the build made it."""

import re
from collections.abc import Mapping
from html import escape

from generator.preview.guard import RESERVED

POLICY = re.compile(
    rb"""<meta\b(?=[^>]*\bhttp-equiv\s*=\s*["']?content-security-policy\b)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE
)
HEAD_END = re.compile(rb"</head\s*>|(?=<body\b)", re.IGNORECASE)
SCRIPT_ID = "zhushu-preview"


def inject(html: bytes, data: Mapping[str, str]) -> bytes:
    """`html` with the preview's script, its `data-` attributes being `data`, at the end of the head.

    A page's own content security policy allows the page what it needs and the preview's connection not: it is taken
    out, and the one that the server sends (`guard.HEADERS`) stands in its place.
    """
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    script = f'<script type="module" id="{SCRIPT_ID}" src="{RESERVED}assets/live.js"{attributes}></script>'.encode()
    page = POLICY.sub(b"", html)
    end = HEAD_END.search(page)
    at = end.start() if end else len(page)
    return page[:at] + script + page[at:]
