"""A plugin for MkDocs: weaves the site after each build. The only home of mkdocs, which need not be installed."""

import logging
from pathlib import Path

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin

from generator.core.errors import SiteError
from generator.pipeline.weaving.hosts import GLOSSARY, weave_site

log = logging.getLogger("mkdocs.plugins.zhushu")


class Settings(base.Config):  # type: ignore[misc] # not typed where mkdocs is not installed
    """The settings under `zhushu` in mkdocs.yml."""

    glossary = config_options.Type(str, default=GLOSSARY)
    """A file or folder, relative to mkdocs.yml."""
    select = config_options.Type(str, default="")
    first = config_options.Type(str, default="section")
    language = config_options.Type(str, default="zh-Hans")


class WeavePlugin(BasePlugin[Settings]):  # type: ignore[misc] # as above
    """Weaves marks and tooltips into what MkDocs built."""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Weave the site. Warnings count in `mkdocs build --strict`; an error ends the build."""
        settings = self.config
        try:
            report = weave_site(
                Path(config.site_dir),
                self._glossary(config),
                select=settings.select,
                first=settings.first,
                language=settings.language,
            )
        except SiteError as error:
            raise PluginError("\n".join(problem.say(settings.language) for problem in error.problems)) from None
        for problem in report.problems:
            log.warning(problem.say(settings.language))
        log.info("Zhushu: %s pages, %s marks", report.pages, report.marks)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """Build again when the glossary changes."""
        server.watch(str(self._glossary(config)))
        return server

    def _glossary(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or "mkdocs.yml").parent / str(self.config.glossary)
