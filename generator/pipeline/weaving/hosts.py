"""Shared by the plugins for other generators: weaves a folder with a glossary, as their settings say."""

from pathlib import Path
from typing import cast

from generator.core.errors import Place, SiteError, Text
from generator.core.settings import POLICIES, Policy
from generator.glossary.load import load_glossary
from generator.pipeline.weaving.folder import Options, Report, weave

GLOSSARY = "glossary.toml"
"""The glossary if the settings name none."""


def weave_site(site: Path, glossary: Path, *, select: str = "", first: str = "section", language: str = "") -> Report:
    """Weave the built site in the folder `site`, in place. `language` is that of the interface; empty: Chinese.

    Raises SiteError if the folder, the glossary or a setting cannot be used.
    """
    if first not in POLICIES:
        said = Text(f"first: {'、'.join(POLICIES)}", f"first is one of {', '.join(POLICIES)}")
        raise SiteError.of("weave", Place(str(first)), said)
    entries = load_glossary(glossary)
    tongue = "en" if language and not language.lower().startswith("zh") else "zh-Hans"
    return weave(site.resolve(), site.resolve(), entries, Options(select, cast("Policy", first), tongue))
