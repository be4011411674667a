"""How long the machines of this folder play."""

import os

from hypothesis import HealthCheck, settings

MORE = int(os.environ.get("HYPOTHESIS_MACHINES", "1"))


def machine_settings(examples: int, steps: int) -> settings:
    """So many histories of at most so many steps, times ``HYPOTHESIS_MACHINES``."""
    return settings(
        max_examples=examples * MORE,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
