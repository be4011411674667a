"""Mutation testing of `domain/`: is there a test that fails for every small change to a rule? (docs/mutants.md)

    python tests/mutants.py                             every module
    python tests/mutants.py domain/ledger.py plan       these only
    python tests/mutants.py --children 2                two at a time

mutmut works in a copy, `build/mutants`; what is there from an earlier run is thrown away, so that no old verdict
counts. The exit code is 0 when at least 85 % of the mutants were killed.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT / "build" / "mutants"
COPIED = ("pyproject.toml", "domain", "tests/conftest.py", "tests/unit/domain")
NEEDED = 85  # % killed
COLUMNS = ("killed", "survived", "timeout", "no tests", "other")

# mutmut passes by what is decorated. A property written as a function, and made one afterwards, is mutated too.
PROPERTY = re.compile(r"(?m)^    @property\n(    def (\w+)\(self\).*\n(?:(?:        .*)?\n)*(?:        .*\n))")


@dataclass(frozen=True, slots=True)
class Score:
    """How the mutants of one module ended. A time-out does not count as killed: the machine may have been busy."""

    module: str
    ends: Counter[str]

    @property
    def percentage(self) -> float:
        """Killed of all, in %; of nothing, 100."""
        return 100 * self.ends["killed"] / self.ends.total() if self.ends else 100.0

    def row(self) -> str:
        """A line of the table."""
        counts = "".join(f"{self.ends[column]:10}" for column in COLUMNS)
        return f"{self.module:28}{self.ends.total():8}{counts}{self.percentage:9.1f} %"


def main(arguments: list[str]) -> int:
    """Runs mutmut, prints the survivors and the table, and returns the exit code: 0 enough, 1 too few, 2 no run."""
    parser = argparse.ArgumentParser(description="Mutation testing of domain/.")
    parser.add_argument("modules", nargs="*", help="such as domain/ledger.py or ledger; every module when left out")
    parser.add_argument("--children", type=int, default=1, help="mutants tried at the same time (1)")
    options = parser.parse_args(arguments)
    names = [Path(module).stem for module in options.modules]
    if unknown := [name for name in names if not (ROOT / "domain" / f"{name}.py").is_file()]:
        print(f"No such module in domain/: {', '.join(unknown)}.", file=sys.stderr)
        return 2
    lay_out()
    mutmut = Path(sys.executable).with_name("mutmut")
    command = [str(mutmut), "run", "--max-children", str(options.children), *(f"domain.{name}.*" for name in names)]
    with Path(COPY, "mutmut.log").open("w", encoding="utf-8") as log:
        print(f"mutmut is at work; {log.name} tells how far it is.", flush=True)
        code = subprocess.run(
            command, cwd=COPY, env=os.environ | {"PYTHONPATH": ""}, stdout=log, stderr=subprocess.STDOUT, check=False
        ).returncode
    if code:
        print(f"mutmut ended with code {code}; the end of its log:", file=sys.stderr)
        print(Path(COPY, "mutmut.log").read_text(encoding="utf-8")[-3000:], file=sys.stderr)
        return 2
    return report(names)


def lay_out() -> None:
    """Copies what mutmut needs, and writes properties as it can mutate them."""
    shutil.rmtree(COPY, ignore_errors=True)
    for name in COPIED:
        source, target = ROOT / name, COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    for path in COPY.glob("domain/*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(PROPERTY.sub(r"\1    \2 = property(\2)\n", text), encoding="utf-8")


def report(names: list[str]) -> int:
    """Prints who survived and the table of modules."""
    results = {
        path.name.removesuffix(".meta"): json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        for path in sorted(COPY.glob("mutants/domain/*.meta"))
        if not names or path.name.removesuffix(".py.meta") in names
    }
    scores = []
    for module, codes in results.items():
        ends = {mutant: status_by_exit_code[code] for mutant, code in codes.items()}
        for mutant, end in ends.items():
            if end != "killed":
                print(f"{end}: {mutant}")
        counted = Counter(end if end in COLUMNS else "other" for end in ends.values())
        scores.append(Score(f"domain/{module}", counted))
    everything = Score("all", sum((score.ends for score in scores), Counter()))
    print("What a mutant changed: cd build/mutants && ../../.venv/bin/mutmut show NAME\n")
    print(f"{'module':28}{'mutants':>8}{''.join(f'{column:>10}' for column in COLUMNS)}{'score':>9}")
    for score in (*(score for score in scores if score.ends), everything):
        print(score.row())
    if everything.percentage < NEEDED:
        print(f"FAILED: {everything.percentage:.1f} % killed, {NEEDED} % are needed")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
