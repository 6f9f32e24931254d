"""What the benchmarks say must be so: no case is left out unseen, and no run of a busy machine is a figure."""

import sys

import pytest

from benchmarks import measure, regression
from benchmarks.__main__ import CASES, _named
from benchmarks.measure import Run, figure


def test_unknown_names_are_refused():
    assert _named(CASES)("cold, one article") == ["cold", "one article"]
    with pytest.raises(Exception, match="colt"):
        _named(CASES)("cold,colt")


def test_runs_beside_other_work_do_not_count():
    quiet, busy = Run(1.0, 1.0, 10, 0.1, 0.1), Run(9.0, 2.0, 10, 0.1, 1.4)
    assert figure([busy, quiet, busy]) == measure.Figure(quiet, 1, 3)
    assert figure([busy, busy]).quiet == 0


def test_no_run_compiles_what_an_installed_program_has_compiled(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    ask = [sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]
    assert measure.run(measure.Subject("python", ask, tmp_path)).wall > 0  # it raises where the program ends with 1


def test_the_count_of_perf_is_read():
    assert regression.count_in("# started\n\n123456,,instructions:u,100,100.00,,\n") == 123456
    with pytest.raises(ValueError, match="not supported"):
        regression.count_in("<not supported>,,instructions:u,0,100.00,,\n")


@pytest.mark.parametrize(("now", "code"), [(1.04, 0), (1.06, 1)])
def test_what_costs_more_than_allowed_fails(monkeypatch, tmp_path, now, code):
    costs = {"before": 1.0, "now": now}
    monkeypatch.setattr(regression, "can_count", lambda: False)
    monkeypatch.setattr(regression, "seconds", lambda tree: costs[tree.name])
    trees = [regression.Tree(name, tmp_path, tmp_path / name) for name in costs]
    assert regression.compare(trees, 1, 2) == code
