"""The examples in the docstrings of the domain are true."""

import doctest
import importlib
import pkgutil

import pytest

import domain

MODULES = sorted(module.name for module in pkgutil.iter_modules(domain.__path__, "domain."))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_rules_about_amounts_have_examples() -> None:
    counts = {name: doctest.testmod(importlib.import_module(name)).attempted for name in MODULES}
    with_examples = {name for name, count in counts.items() if count}
    assert {"domain.amount", "domain.hours", "domain.wage_period", "domain.timecard"} <= with_examples
