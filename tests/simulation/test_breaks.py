"""The simulation is worth what it finds: each deliberate break of the product is found within a thousand seeds."""

from __future__ import annotations

import pytest

from tests.simulation.breaks import BREAKS
from tests.simulation.run import Setting, failures


@pytest.mark.timeout(300)
@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_product_is_found_out(broken: str) -> None:
    found = next((failure for failure in failures(Setting(broken=broken), range(1, 1001)) if failure), None)
    # Anything else than a violation says that the break does not fit the product any more.
    assert found is not None
    assert found.problem.startswith("Violation")
