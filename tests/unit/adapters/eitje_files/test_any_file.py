"""Whatever the bytes are: the file is read, or refused with a reason; nothing else ever happens."""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from adapters.eitje_files import EitjeFileReader
from application.ports.timecards import ReadOptions
from domain.errors import ProductError
from domain.timecard_import import TimecardFile, UserFile
from tests.samples.generate import samples
from tests.unit.adapters.eitje_files.making import PLAIN_ENTRY, csv_bytes, entries, table, xlsx_bytes

READER = EitjeFileReader(max_bytes=200_000, max_rows=500, max_columns=40)
SAMPLES = sorted(samples().items())
PIECES = [
    "-",
    ":",
    "7:30",
    "24:00",
    "0",
    "99999999999",
    "1,5",
    "31/02/2026",
    "=1+1",
    "€",
    "\u0661",
    "\x1f",
    '"',
    ",",
    ";",
]


def outcome(content: bytes) -> TimecardFile | UserFile | str:
    """What was read, or the code of the refusal."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export")
        path.write_bytes(content)
        try:
            return READER.read(path, ReadOptions())
        except ProductError as error:
            return error.code if error.what() and error.what("nl") else "without words"


def holds(result: TimecardFile | UserFile | str) -> bool:
    return result.startswith("file-") if isinstance(result, str) else isinstance(result, TimecardFile | UserFile)


@given(st.binary(max_size=2_000))
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + bytes(18))
@example(b"\xff\xfe")
def test_any_bytes(content: bytes) -> None:
    assert holds(outcome(content))


def mangled(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes of which a few stretches were overwritten, removed or repeated."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(changed)))
        stretch = draw(st.integers(0, 40))
        changed[start : start + stretch] = draw(st.one_of(st.binary(max_size=40), st.just(content[:stretch])))
    return bytes(changed)


@st.composite
def damaged_samples(draw: st.DrawFn) -> bytes:
    """A sample mangled as a whole."""
    _, content = draw(st.sampled_from(SAMPLES))
    return mangled(draw, content)


@st.composite
def tampered_workbooks(draw: st.DrawFn) -> bytes:
    """A sample of which one part was mangled before it was packed."""
    _, content = draw(st.sampled_from([sample for sample in SAMPLES if sample[0].endswith(".xlsx")]))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        victim = draw(st.sampled_from([name for name in source.namelist() if "theme" not in name]))
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, mangled(draw, part) if name == victim else part)
    return packed.getvalue()


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(damaged_samples(), tampered_workbooks()))
def test_a_sample_that_was_damaged(content: bytes) -> None:
    assert holds(outcome(content))


CELLS = st.one_of(st.text(max_size=12), st.lists(st.sampled_from(PIECES), max_size=4).map("".join))
CHANGES = st.dictionaries(st.sampled_from([*PLAIN_ENTRY, "status", "Nmbrs ID", "contractvestiging"]), CELLS, max_size=4)


@settings(max_examples=200)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_any_cells(changes: list[Mapping[str, str]]) -> None:
    lines = table(entries(*changes))
    assert holds(outcome(csv_bytes(lines)))


@settings(max_examples=100)
@given(st.lists(st.lists(CELLS, max_size=3), max_size=5), st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_any_head_and_log(head: list[list[str]], log: list[tuple[str, str]]) -> None:
    lines = [*head, *table(entries({}))]
    assert holds(outcome(xlsx_bytes(table=lines, log=log)))
