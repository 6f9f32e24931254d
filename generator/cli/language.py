"""Which language to speak to the person at the terminal."""

import os
import re
from pathlib import Path

LANGUAGE = re.compile(rb"^\s*language\s*=\s*[\"']([A-Za-z-]+)", re.MULTILINE)
READ = 65_536
"""Bytes of site.toml in which its language is looked for."""


def spoken(site: Path) -> str:
    """`zh` or `en`: as LC_ALL, LC_MESSAGES or LANG say (POSIX order), else as the site's own language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            if value.split(".")[0] in ("C", "POSIX"):
                break
            return "zh" if value.lower().startswith("zh") else "en"
    if not (site / "site.toml").is_file():
        return "en"
    try:
        with (site / "site.toml").open("rb") as file:
            found = LANGUAGE.search(file.read(READ))
    except OSError:
        return "en"
    return "zh" if found is None or found[1].lower().startswith(b"zh") else "en"
