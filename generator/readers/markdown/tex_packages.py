"""Commands of common LaTeX packages in TeX that latex2mathml knows: physics, mhchem, siunitx, and some symbols."""

import re
from collections.abc import Callable

ARGUMENT = r"\s*\{([^{}]*)\}"
SIMPLE: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\\abs\*?{ARGUMENT}"), r"\\left|\1\\right|"),
    (re.compile(rf"\\norm\*?{ARGUMENT}"), r"\\left\\|\1\\right\\|"),
    (re.compile(rf"\\dv\*?{ARGUMENT}{ARGUMENT}"), r"\\frac{\\mathrm{d}\1}{\\mathrm{d}\2}"),
    (re.compile(rf"\\pdv\*?{ARGUMENT}{ARGUMENT}"), r"\\frac{\\partial \1}{\\partial \2}"),
    (re.compile(rf"\\(?:SI|qty){ARGUMENT}{ARGUMENT}"), lambda found: rf"{found[1]}\,{_unit(found[2])}"),
    (re.compile(rf"\\(?:si|unit){ARGUMENT}"), lambda found: _unit(found[1])),
    (re.compile(rf"\\ce{ARGUMENT}"), lambda found: _chemistry(found[1]) or found[0]),
    (re.compile(r"\\P(?![A-Za-z])"), r"\\text{¶}"),
    (re.compile(r"\\copyright(?![A-Za-z])"), r"\\text{©}"),
)
"""Command → equivalent. An argument that holds braces is left alone."""
UNITS = {"celsius": "°C", "degree": "°", "ohm": "Ω", "micro": "µ", "percent": "%", "angstrom": "Å"}
FORMULA = re.compile(r"[A-Za-z0-9()\[\]+\-=<>^_. ]+")
ARROWS = {"->": r"\rightarrow ", "<-": r"\leftarrow ", "<=>": r"\rightleftharpoons ", "=": "=", "+": "+"}
SPECIES = re.compile(
    r"(?P<number>\d*)(?P<atoms>(?:[A-Z][a-z]?|[()\[\]]|\d+)+)(?:\^(?P<charge>\d*[+-])|(?P<sign>[+-]))?"
)


def known(tex: str) -> str:
    """`tex` with these commands as their equivalents."""
    for pattern, instead in SIMPLE:
        tex = pattern.sub(instead, tex)
    return tex


def _unit(written: str) -> str:
    """A unit that is written in letters, `m/s^2` or `kg.m`; one of siunitx's macros stays."""
    text = re.sub(r"\\([a-z]+)", lambda found: UNITS.get(found[1], found[0]), written)
    if "\\" in text:
        return rf"\unit{{{written}}}"
    parts = text.replace(".", r" \cdot ")
    return rf"\mathrm{{{parts}}}"


def _chemistry(written: str) -> str:
    """A formula of mhchem, `2H2 + O2 -> 2H2O`, `SO4^2-`; empty for more than that."""
    if FORMULA.fullmatch(written) is None:
        return ""
    made = []
    for word in written.split():
        if word in ARROWS:
            made.append(ARROWS[word])
        elif found := SPECIES.fullmatch(word):
            atoms = re.sub(r"\d+", r"_{\g<0>}", found["atoms"])
            charge = found["charge"] or found["sign"]
            made.append(rf"{found['number']}\mathrm{{{atoms}}}" + (f"^{{{charge}}}" if charge else ""))
        else:
            return ""
    return " ".join(made)
