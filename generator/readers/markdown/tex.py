"""Converts TeX to MathML. The only module that uses latex2mathml, which it imports lazily."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from generator.core.errors import Text
from generator.core.texts import shortened
from generator.readers.markdown.tex_packages import known
from generator.readers.tree import escape

MAX_LENGTH = 4_000
"""Characters. Longer formulas are not converted."""
NUMBERED = re.compile(r"\\(begin|end)\{(equation|aligned|align|split|eqnarray|alignat|flalign)\}")
"""Environments that number their lines. As each formula is converted alone, all numbers would be (1)."""
EQUIVALENT = {
    "aligned": "align",
    "split": "align",
    "eqnarray": "align",
    "flalign": "align",
}
"""Environments that latex2mathml does not know → equivalent ones."""
CENTRED = re.compile(r"\\(begin|end)\{(?:gathered|gather|multline)\*?\}")
"""Environments whose lines latex2mathml would put in one row."""
RIGHT_CASES = re.compile(r"\\(begin|end)\{d?rcases\}")
BLACKBOARD = re.compile(r"\\([NRZQC])(?![A-Za-z])")
"""Number sets as in KaTeX."""
ENCLOSED = {
    "box": "boxed",
    "updiagonalstrike": "cancel",
    "downdiagonalstrike": "bcancel",
    "updiagonalstrike downdiagonalstrike": "xcancel",
}
"""Notation of `menclose`, which Chromium does not support → class of an `mrow` in the style sheet."""
STARRED = re.compile(r"\\(begin|end)\{([pbBvV]?matrix)\*\}(?:\[[lcr]\])?")
"""Matrices of mathtools, with the side of their columns."""
DELIMITER = re.compile(r">\\([{}])</mo>")
"""A brace after `\\big`, of which latex2mathml leaves the backslash."""
DEFINES = re.compile(r"\\(?:newcommand|renewcommand|def|let|DeclareMathOperator)(?![A-Za-z])")
LABEL = re.compile(r"\\(?:label\{[^{}]*\}|nonumber\b|notag\b)")
NAMED = re.compile(r"\\operatorname\*?\s*\{([^{}]*)\}")
SPACING = re.compile(r"\\[,;:! ]|~")
BEGIN = re.compile(r"\\begin\{([^{}]*)\}")
ENVIRONMENTS = frozenset(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array cases aligned align align* equation equation* "
    "matrix* pmatrix* bmatrix* Bmatrix* vmatrix* Vmatrix* subarray darray "
    "gather gather* gathered multline multline* split alignat alignat* alignedat substack dcases rcases drcases".split()
)
ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle "
    "mpadded mphantom mmultiscripts mprescripts merror".split()
)
ATTRIBUTES = frozenset(
    "xmlns display displaystyle scriptlevel stretchy fence form separator mathvariant mathcolor mathsize mathbackground "
    "accent accentunder width height depth lspace rspace voffset linethickness columnalign rowspacing columnspacing "
    "columnlines rowlines frame minsize maxsize movablelimits largeop symmetric class side columnwidth".split()
)
"""Allowed attributes; `ELEMENTS` are the allowed elements, without `menclose`, which Chromium does not draw."""
UNKNOWN = re.compile(r">\s*\\[A-Za-z]+|mathcolor=\"(?![A-Za-z#][\w#]*\")")
"""Output of latex2mathml for unknown commands."""
BRACE = re.compile(r"(\\*)([{}])")
STYLED = re.compile(r'<m([ino]) mathvariant="([a-z-]+)">([A-Za-z0-9])</m\1>')
STYLES = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT",
    "fraktur": "FRAKTUR",
    "bold-fraktur": "BOLD FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "monospace": "MONOSPACE",
}
"""Values of `mathvariant`, which browsers no longer support → part of the names of Unicode letters in that style."""


@lru_cache(maxsize=4096)
def mathml(tex: str, *, display: bool = False) -> str | None:
    """A formula as MathML, with its TeX as alternative text; None if it cannot be converted."""
    if (
        len(tex) > MAX_LENGTH
        or DEFINES.search(tex)
        or not _is_balanced(tex)
        or not set(BEGIN.findall(tex)) <= ENVIRONMENTS | set(EQUIVALENT)
    ):
        return None
    from xml.etree.ElementTree import tostring

    from latex2mathml.converter import convert_to_element

    try:
        formula = convert_to_element(_prepared(tex), display="block" if display else "inline")
    except Exception:  # noqa: BLE001 — it raises all kinds of exceptions, such as IndexError and StopIteration
        return None
    for element in formula.iter():
        if element.tag == "menclose":
            kind = ENCLOSED.get(element.attrib.pop("notation", ""), "")
            element.tag, element.attrib["class"] = ("mrow", kind) if kind else ("menclose", "")
        if element.tag not in ELEMENTS or not ATTRIBUTES.issuperset(element.keys()):
            return None
        element.text = unescape(element.text) if element.text else element.text
        element.tail = None
    html = tostring(formula, encoding="unicode", short_empty_elements=False)
    if UNKNOWN.search(html):
        return None
    html = DELIMITER.sub(r">\1</mo>", STYLED.sub(_styled, html))
    html = html.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "", 1).replace(' display="inline"', "", 1)
    return html.replace("<math", f'<math alttext="{escape(" ".join(tex.split()))}"', 1)


def not_math(tex: str) -> tuple[str, Text, Text]:
    """The warning that a formula is shown as TeX: code, message and hint."""
    shown = shortened(" ".join(tex.split()), 40)
    return (
        "math",
        Text(f"公式无法转换，原样显示：{shown}", f"this formula cannot be converted and is shown as TeX: {shown}"),
        Text(
            "检查括号和命令的拼写，或换一种写法",
            "check its braces and the spelling of its commands, or write it in another way",
        ),
    )


def _prepared(tex: str) -> str:
    """TeX rewritten to commands that latex2mathml supports."""
    tex = known(re.sub(r"\\require\{\w+\}", "", tex))
    tex = BLACKBOARD.sub(r"\\mathbb{\1}", tex)
    if "\\\\" in tex and "\\begin" not in tex and "\\\\" in _outside_of_braces(tex):  # rows without an environment
        tex = f"\\begin{{gathered}}{tex}\\end{{gathered}}"
    tex = STARRED.sub(r"\\\1{\2}", tex)
    tex = re.sub(r"\\(begin|end)\{(?:subarray|darray)\}", r"\\\1{array}", tex)
    tex = CENTRED.sub(lambda found: f"\\{found[1]}{{array}}" + "{c}" * (found[1] == "begin"), tex)
    tex = re.sub(r"\\(begin|end)\{dcases\}", r"\\\1{cases}", tex)
    tex = RIGHT_CASES.sub(
        lambda found: r"\left.\begin{array}{ll}" if found[1] == "begin" else r"\end{array}\right\}", tex
    )
    tex = NUMBERED.sub(lambda found: f"\\{found[1]}{{{EQUIVALENT.get(found[2], found[2])}*}}", LABEL.sub("", tex))
    tex = re.sub(r"\\arg(?![A-Za-z])", r"\\mathrm{arg}", tex)
    return NAMED.sub(lambda found: f"\\mathrm{{{SPACING.sub(' ', found[1])}}}", tex).strip()


def _outside_of_braces(tex: str) -> str:
    """The text outside of braces."""
    before = ""
    while before != tex:
        before, tex = tex, re.sub(r"\{[^{}]*\}", "", tex)
    return tex


def _is_balanced(tex: str) -> bool:
    """Whether all braces are closed in order."""
    depth = 0
    for escapes, brace in BRACE.findall(tex):
        if len(escapes) % 2 == 0:
            depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _styled(found: re.Match[str]) -> str:
    """A styled letter as the Unicode character of that style."""
    element, style, char = found.groups()
    kind = "DIGIT" if char.isdigit() else "CAPITAL" if char.isupper() else "SMALL"
    name = unicodedata.name(char).rsplit(" ", 1)[1] if char.isdigit() else char.upper()
    for first in ("MATHEMATICAL", ""):  # older characters have no such prefix: ℝ is DOUBLE-STRUCK CAPITAL R
        try:
            letter = unicodedata.lookup(f"{first} {STYLES.get(style, '')} {kind} {name}".strip())
        except KeyError:
            continue
        return f"<m{element}>{letter}</m{element}>"
    return found[0]
