"""What the fuzzers' targets share: a place to write, a small glossary, and how problems are checked."""

import tempfile
from functools import lru_cache
from pathlib import Path

import msgspec

from generator import annotate
from generator.article.compose import Composer
from generator.core.entry import Glossary
from generator.core.errors import Place
from generator.core.settings import AnnotateSettings, Config
from generator.glossary import gather, never
from generator.glossary import load as glossary

_SCRATCH = tempfile.TemporaryDirectory(prefix="zhushu-fuzz-")  # removed when the process ends
SCRATCH = Path(_SCRATCH.name)
PLACE = Place("a")
ENTRIES = '[[entry]]\nname = "产业互联网"\ndefinition = "d"\n[[entry]]\nname = "C2B"\ndefinition = "d"\n[[entry]]\nname = "腾讯"\ntype = "organization"\ndefinition = "d"\n'


def parsed(path: str, text: str) -> Glossary:
    """The glossary that one file makes."""
    entries, problems = gather.parse(path, text)
    whole, clashes = glossary.assemble(entries, never.parse(text))
    told([*problems, *clashes])
    return whole


def told(problems: object) -> None:
    """Every problem can be said in both languages, in one line, and kept."""
    for problem in problems:
        for language in ("zh", "en"):
            said = problem.say(language)
            assert said.strip()
            assert "Traceback" not in said
        msgspec.json.encode(problem)


@lru_cache(maxsize=1)
def composer() -> Composer:
    """Composes with a small glossary."""
    return Composer(Config(), parsed("content/glossary/a.toml", ENTRIES), AnnotateSettings("auto"))


@lru_cache(maxsize=1)
def annotator() -> object:
    """Annotates with the same glossary."""
    return annotate.annotator(composer().glossary, AnnotateSettings("auto"))
