"""The simulation from the command line: ``make simulate SEEDS=1000 FROM=1``."""

from __future__ import annotations

import argparse
import sys

from tests.simulation.breaks import BREAKS
from tests.simulation.grounds import GROUNDS
from tests.simulation.run import Setting, run, tell


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000, help="how many")
    parser.add_argument("--from", type=int, default=1, dest="first", help="the first of them")
    parser.add_argument("--seed", type=int, help="one seed only, with everything that happened")
    parser.add_argument("--on", choices=sorted(GROUNDS), default="memory")
    parser.add_argument("--break", choices=sorted(BREAKS), default="", dest="broken", help="until it is found")
    parser.add_argument("--jobs", type=int, default=1, help="processes at work")
    return parser.parse_args()


def main() -> int:
    """Returns the exit code: 1 when something went wrong."""
    asked = _arguments()
    setting = Setting(asked.on, asked.broken)
    if asked.seed is not None:
        return 1 if tell(setting, asked.seed, _say) else 0
    seeds = range(asked.first, asked.first + asked.seeds)
    return 1 if run(setting, seeds, asked.jobs, _say, until_found=bool(asked.broken)) else 0


if __name__ == "__main__":
    sys.exit(main())
