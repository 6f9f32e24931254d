"""The public API is what docs/api.md says."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import generator

ROOT = Path(__file__).parent.parent
API = ROOT / "docs/api.md"


def test_the_examples_of_the_documentation_run():
    failed, tried = doctest.testfile(str(API), module_relative=False, encoding="utf-8")
    assert (failed, tried > 15) == (0, True)


@pytest.mark.parametrize("name", generator.__all__)
def test_every_public_name_is_there_and_has_a_docstring(name):
    assert getattr(generator, name).__doc__


@pytest.mark.parametrize("name", sorted(set(generator.__all__) - {"Entry", "Problem", "Span", "Glossary", "Report"}))
def test_every_public_function_is_documented(name):
    assert f"`{name}" in API.read_text(encoding="utf-8")


def test_no_other_name_is_made_up():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = generator.nothing


def test_importing_the_package_loads_nothing_else():
    script = "import sys, generator; print([name for name in sys.modules if name.startswith('generator.')])"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.strip() == "[]"
