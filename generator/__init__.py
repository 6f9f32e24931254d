"""注疏 (Zhushu): a static site generator for annotated articles in Chinese.

The names in `__all__` are the public API, documented in docs/api.md; everything else may change without notice. They
are imported on first use, so that importing this package costs nothing.
"""

from importlib import import_module

TYPE_CHECKING = False  # as typing has it, without the import of typing
if TYPE_CHECKING:
    from generator.annotate import Context
    from generator.article.fragments import annotate_html, annotate_text
    from generator.core.draft import Draft, Source
    from generator.core.entry import Entry, Glossary
    from generator.core.errors import Problem, SiteError
    from generator.core.library import Library
    from generator.core.page import Page
    from generator.core.passage import Passage
    from generator.core.span import About, Span
    from generator.glossary.load import load_glossary, parse_glossary
    from generator.pipeline.build import Report, build_site
    from generator.readers import read_article

__version__ = "0.1.0"
__all__ = [
    "About",
    "Context",
    "Draft",
    "Entry",
    "Glossary",
    "Library",
    "Page",
    "Passage",
    "Problem",
    "Report",
    "SiteError",
    "Source",
    "Span",
    "annotate_html",
    "annotate_text",
    "build_site",
    "load_glossary",
    "parse_glossary",
    "read_article",
]
_HOMES = {
    "About": "generator.core.span",
    "Context": "generator.annotate",
    "Draft": "generator.core.draft",
    "Entry": "generator.core.entry",
    "Glossary": "generator.core.entry",
    "Library": "generator.core.library",
    "Page": "generator.core.page",
    "Passage": "generator.core.passage",
    "Problem": "generator.core.errors",
    "Report": "generator.pipeline.build",
    "SiteError": "generator.core.errors",
    "Source": "generator.core.draft",
    "Span": "generator.core.span",
    "annotate_html": "generator.article.fragments",
    "annotate_text": "generator.article.fragments",
    "build_site": "generator.pipeline.build",
    "load_glossary": "generator.glossary.load",
    "parse_glossary": "generator.glossary.load",
    "read_article": "generator.readers",
}


def __getattr__(name: str) -> object:
    """Import a public name lazily. Raises AttributeError for any other name."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
