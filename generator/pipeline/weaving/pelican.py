"""A plugin for Pelican: weaves the site after it is written. The only home of pelican, which need not be installed.

In pelicanconf.py: `PLUGINS = ["generator.pipeline.weaving.pelican"]` and `ZHUSHU = {"glossary": "glossary.toml"}`.
"""

import logging
from pathlib import Path

from pelican import Pelican, signals

from generator.core.errors import SiteError
from generator.pipeline.weaving.hosts import GLOSSARY, weave_site

log = logging.getLogger(__name__)


def register() -> None:
    """Called by Pelican for each plugin."""
    signals.finalized.connect(woven)


def woven(pelican: Pelican) -> None:
    """Weave the output. Warnings and errors go to Pelican's log: `--fatal=warnings` and `--fatal=errors` count them."""
    settings = {"glossary": GLOSSARY, **pelican.settings.get("ZHUSHU", {})}
    language = str(pelican.settings.get("DEFAULT_LANG", "zh"))
    settings.setdefault("language", language)
    try:
        report = weave_site(Path(pelican.output_path), Path(settings.pop("glossary")), **settings)
    except SiteError as error:
        for problem in error.problems:
            log.error("%s", problem.say(language))  # noqa: TRY400 — the author's mistake, told without a traceback
        return
    for problem in report.problems:
        log.warning("%s", problem.say(language))
    log.info("Zhushu: %s pages, %s marks", report.pages, report.marks)
