"""The mutations can be tried: what they replace stands once, and the tests that must notice are there."""

import pytest

from tests.mutations import MUTATIONS, PROJECT


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[one.name for one in MUTATIONS])
def test_what_a_mutation_replaces_stands_once(mutation):
    assert (PROJECT / mutation.file).read_text(encoding="utf-8").count(mutation.old) == 1
    assert (PROJECT / mutation.tests).exists()
