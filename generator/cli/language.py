"""The language of messages on the terminal."""

import os
import re
from pathlib import Path

LANGUAGE = re.compile(rb"^\s*language\s*=\s*[\"']([A-Za-z-]+)", re.MULTILINE)
READ = 65_536
"""How many bytes of site.toml are searched for its language."""


def interface_language(site: Path) -> str:
    """`zh` or `en`: from LC_ALL, LC_MESSAGES or LANG (in POSIX order), else the site's own language."""
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
