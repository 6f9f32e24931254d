"""The style sheets: size, contrast, and that nothing is told by colour alone."""

import re

import pytest

from generator.core.settings import Config
from generator.theme import files as theme
from generator.theme.render import Templates

BUDGET = 9000
TEXTS = ("ink", "soft", "accent", "person", "organization", "place", "product", "work", "event")
CODE = ("red", "green", "blue", "violet", "ochre")


def source(name):
    return (theme.packaged() / "assets" / name).read_text(encoding="utf-8")


def colours(css):
    """Name → (light, dark)."""
    return {name: (light, dark) for name, light, dark in re.findall(r"--([a-z]+): light-dark\((#\w+), (#\w+)\)", css)}


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, "contrast ratio"."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_readers_style_keeps_its_budget():
    assets = {output.path: output.data for output in Templates(None, Config()).assets()}
    assert len(assets["assets/reader.css"]) <= BUDGET


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_text_and_line_stands_out(name, scheme):
    known = colours(source("reader.css"))
    for ground in ("paper", "card"):
        assert contrast(known[name][scheme], known[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", CODE)
def test_code_stands_out(name, scheme):
    assert contrast(colours(source("rich.css"))[name][scheme], colours(source("reader.css"))["card"][scheme]) >= 4.5


def test_each_type_has_a_colour_of_its_own_and_terms_their_line():
    css = source("reader.css")
    colours = {
        kind: re.search(rf"[ .]{kind} \{{ --c: var\(--(\w+)\)", css)[1]
        for kind in ("term", "person", "organization", "place", "product", "work", "event")
    }
    assert len(set(colours.values())) == len(colours)
    assert re.search(r"\.term \{[^}]*text-decoration-style: dotted", css)


def test_every_kind_of_token_that_pygments_knows_is_coloured_or_meant_to_be_plain():
    from pygments.token import STANDARD_TYPES

    css = source("rich.css")
    known = set(re.findall(r"\.([a-z][a-z0-9]*)\b", css))
    plain = {"n", "nx", "nl", "o", "p", "pm", "w", "x", "py", "esc", "g", "ge", "ges", "go", "gp", "gt"}
    missing = {name for name in STANDARD_TYPES.values() if name} - known - plain
    assert not missing


def test_the_rules_for_pictures_are_the_same_in_both_sheets():
    assets = theme.packaged() / "assets"
    assert (assets / "rich.css").read_text("utf-8").endswith((assets / "pictures.css").read_text("utf-8"))
