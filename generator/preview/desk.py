"""The HTML frame of the desk's own pages. Their script fills them with data from the preview."""

from collections.abc import Mapping
from html import escape

from generator.core.errors import Text
from generator.preview.guard import RESERVED

DESK_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Allows only the desk's own files, as these pages show texts from anywhere."""
TITLES = {"new": Text("新文章", "New article"), "details": Text("文章信息", "Article details")}


def desk_page(about: Mapping[str, str]) -> str:
    """The page of the kind `about["kind"]`; its script gets all of `about`."""
    language = about["language"]
    title = TITLES[about["kind"]].of(language)
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in about.items())
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{RESERVED}assets/desk.css">'
        f'<script type="module" id="zhushu-desk" src="{RESERVED}assets/{about["kind"]}.js"{data}></script></head>'
        f'<body><main id="desk"><h1>{title}</h1></main></body></html>'
    )
