"""The runner of the groups must not call a run good in which nothing was proved."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests import run as runner
from tests.run import STOPPED_AT, Group, main, run, run_all

PASSES = "def test_passes():\n    pass\n"
FAILS = "def test_fails():\n    assert False\n"
SKIPS = "import pytest\n\ndef test_skips():\n    pytest.skip()\n"
MEETS = """
from pathlib import Path
from threading import Event

def test_meets():
    Path({mine!r}).touch()
    while not Path({other!r}).exists():
        Event().wait(0.01)
"""
HANGS = "import threading\n\ndef test_hangs():\n    threading.Event().wait()\n"


def group_of(folder: Path, *tests: str, budget: int = 20) -> Group:
    for number, text in enumerate(tests):
        (folder / f"test_{number}.py").write_text(text, encoding="utf-8")
    return Group("made up", budget, (str(folder),))


def test_it_counts_what_passed(tmp_path: Path) -> None:
    outcome = run(group_of(tmp_path, PASSES, PASSES))
    assert (outcome.passed, outcome.failed, outcome.complaints) == (2, 0, ())


@pytest.mark.parametrize(
    ("tests", "passed", "complaint"),
    [
        ((PASSES, FAILS), 1, "a test failed"),
        ((PASSES, SKIPS), 1, "a test was skipped"),
        ((), 0, "it executed no test"),
        (("import nothing_of_this_name",), 0, "a test failed"),
    ],
    ids=["a failure", "a skip", "no test", "a file that cannot be read"],
)
def test_it_fails_the_group(tmp_path: Path, tests: tuple[str, ...], passed: int, complaint: str) -> None:
    outcome = run(group_of(tmp_path, *tests))
    assert (outcome.passed, outcome.failed, outcome.complaints) == (passed, 1, (complaint,))


def test_it_stops_a_group_that_does_not_end(tmp_path: Path) -> None:
    outcome = run(group_of(tmp_path, HANGS, budget=1))
    assert STOPPED_AT <= outcome.seconds < 20
    assert outcome.over_budget
    assert outcome.failed == 1
    assert outcome.complaints[0].startswith("stopped")


@pytest.mark.parametrize(("code", "passed", "failed"), [(0, 1, 0), (1, 0, 1)], ids=["there", "missing"])
def test_a_group_whose_needs_are_not_there_fails(tmp_path: Path, code: int, passed: int, failed: int) -> None:
    needs = tmp_path / "needs.py"
    needs.write_text(f"raise SystemExit({code})", encoding="utf-8")
    outcome = run(replace(group_of(tmp_path, PASSES), needs=str(needs)))
    assert (outcome.passed, outcome.failed, len(outcome.complaints)) == (passed, failed, failed)


def test_groups_that_keep_one_core_busy_run_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each waits for the other to have begun."""
    monkeypatch.setattr(runner, "CORES", 2)
    groups = []
    for mine, other in (("one", "two"), ("two", "one")):
        (tmp_path / mine).mkdir()
        test = MEETS.format(mine=str(tmp_path / f"{mine}.begun"), other=str(tmp_path / f"{other}.begun"))
        groups.append(replace(group_of(tmp_path / mine, test), beside=True))
    outcomes = list(run_all(groups))
    assert [(outcome.passed, outcome.complaints) for outcome in outcomes] == [(1, ()), (1, ())]
    assert capfd.readouterr().out.count("1 passed") == 2


def test_it_refuses_a_group_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["unit", "untit"]) == 2
    assert "No such group: untit" in capsys.readouterr().err
