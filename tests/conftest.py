"""What all tests share."""

import signal

import pytest
from hypothesis import HealthCheck, Phase, settings

# A shell that starts the tests in the background has them ignore an interrupt, and programs would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine makes an example slow, not wrong: the time limit of the test as a whole is enough.
settings.register_profile("house", deadline=None, print_blob=True)
# The same examples for every mutant, no search for the smallest one that kills it, and a busy machine kills none.
settings.register_profile(
    "mutants",
    settings.get_profile("house"),
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("house")


@pytest.hookimpl(trylast=True)  # after hypothesis has marked its own
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of thousands of mutants most are killed by an ordinary test: those go before the ones that try many examples."""
    if config.getoption("hypothesis_profile", None) == "mutants":
        items.sort(key=lambda item: item.get_closest_marker("hypothesis") is not None)
