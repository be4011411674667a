"""``findings``: what was found, words about it, and thresholds."""

from __future__ import annotations

import pytest

from tests.unit.entrypoints.cli.house import HOURS, House

OF_OCTOBER = ("--period", "2026-10")
SHIFTS = (
    ("Noor van Dijk", "05/10/2026", "10:00 - 18:00", "0:30", ""),
    ("Noor van Dijk", "06/10/2026", "10:00 - 10:00", "0:00", ""),
    ("Daan de Vries", "05/10/2026", "06:00 - 23:00", "0:00", ""),
)


@pytest.fixture
def odd(house: House) -> House:
    """A shift of no time, and one of seventeen hours."""
    house.work(*SHIFTS)
    return house


@pytest.fixture
def sent(house: House) -> House:
    """eitje's own link sent four shifts of Noor."""
    days = ("05/10/2026", "06/10/2026", "07/10/2026", "08/10/2026")
    path = house.write_hours(*(("Noor van Dijk", day, "10:00 - 12:00", "0:00", "") for day in days))
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [f"{line},{'status' if number == 0 else 'geëxporteerd'}" for number, line in enumerate(lines)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    house.ok("timecards", "import", str(path), "--covers", "2026-10-01..2026-10-31")
    return house


def found(house: House, code: str, *more: str) -> list[dict[str, object]]:
    document = house.json("findings", "list", *OF_OCTOBER, *more)
    return [each for each in document["findings"] if each["code"] == code]


def test_findings_are_listed_without_a_plan(odd: House) -> None:
    document = odd.json("findings", *OF_OCTOBER)
    assert (document["company"], document["period"]) == ("1200", "2026-10")
    assert [each["contract_type"] for each in document["selections"]] == ["hours-contract", "zero-hours"]
    assert document["selections"][0]["parts"] == ["allowances", "days", "hours", "meals"]
    (zero,) = [each for each in document["findings"] if each["code"] == "zero-time"]
    assert (zero["person"], zero["day"], zero["stops"], zero["said"]) == (
        "Noor van Dijk",
        "2026-10-06",
        "nothing",
        None,
    )
    with odd.container.storage().read() as work:
        assert work.ledger.plans("1200") == []
        assert "export.planned" not in [record.event.action for record in work.audit.records()]


def test_boxes_and_contract_type_are_those_that_are_asked_for_or_planned_last(odd: House) -> None:
    def looked_at(*more: str) -> list[tuple[str, list[str]]]:
        document = odd.json("findings", "list", *OF_OCTOBER, *more)
        return [(each["contract_type"], each["parts"]) for each in document["selections"]]

    assert looked_at("--contract-type", "zero-hours", "--part", "hours", "--part", "days") == [
        ("zero-hours", ["days", "hours"])
    ]
    odd.ok("export", "plan", *HOURS)
    assert looked_at() == [("zero-hours", ["hours"])]
    assert looked_at("--contract-type", "hours-contract") == [
        ("hours-contract", ["allowances", "days", "hours", "meals"])
    ]


def test_a_word_about_a_contract_type_that_was_never_planned(house: House) -> None:
    house.ok(
        "mapping", "set", "hours", "--contract-type", "hours-contract", "--to", "2190", "--on-top-of-salary-by", "Anja"
    )
    path = house.write_hours(("Bram Bakker", "06/10/2026", "10:00 - 15:00", "0:00", ""))
    path.write_text(path.read_text(encoding="utf-8").replace("nul uren", "uren contract"), encoding="utf-8")
    house.ok("timecards", "import", str(path))
    house.ok("export", "plan", *HOURS)
    assert found(house, "paid-on-top") == []
    (bram,) = found(house, "paid-on-top", "--contract-type", "hours-contract")
    house.ok("findings", "ignore", str(bram["id"]), *OF_OCTOBER, "--reason", "extra hours")
    (bram,) = found(house, "paid-on-top", "--contract-type", "hours-contract")
    assert bram["set_aside"] is True


def test_a_kind_with_many_is_one_line_unless_all_are_asked_for(odd: House) -> None:
    screen = odd.ok("findings", *OF_OCTOBER)
    assert "6 ×" in screen
    assert "zero-hours-without-hours: Zoë van den Berg, Emre Yılmaz, Sophie Jansen and 3 others" in screen
    assert "For example: Zoë van den Berg has a zero-hours contract in this period, and no hours." in screen
    assert "All of them, with their ids: findings list --period 2026-10 --all" in screen
    assert "Joost van der Meer" not in screen
    for everything in (("findings", *OF_OCTOBER, "--all"), ("export", "plan", *HOURS, "--all")):
        shown = odd.ok(*everything)
        assert "Joost van der Meer has a zero-hours contract" in shown
        assert "×" not in shown
    plan = odd.json("export", "plan", *HOURS)
    (group,) = [each for each in plan["finding_groups"] if each["code"] == "zero-hours-without-hours"]
    assert (group["count"], group["people"], group["names"]) == (
        6,
        6,
        ["Zoë van den Berg", "Emre Yılmaz", "Sophie Jansen"],
    )


def test_a_word_about_one_finding_that_stands_in_no_plan(odd: House) -> None:
    (zero,) = found(odd, "zero-time")
    words = ("findings", "ignore", str(zero["id"]), "--reason", "was sent home")
    assert odd.json(*words, code=2)["error"]["code"] == "finding-unknown"
    aside = odd.json(*words, *OF_OCTOBER)
    assert (aside["company"], aside["period"], aside["code"], aside["restored"]) == (
        "1200",
        "2026-10",
        "zero-time",
        False,
    )
    (zero,) = found(odd, "zero-time")
    assert zero["set_aside"] is True
    screen = odd.ok("findings", *OF_OCTOBER, "--all")
    assert "1 warning set aside." in screen
    assert "Anja" in screen
    assert "was sent home" in screen


def test_a_word_is_taken_back(odd: House) -> None:
    (zero,) = found(odd, "zero-time")
    odd.ok("findings", "ignore", str(zero["id"]), *OF_OCTOBER, "--reason", "known")
    odd.ok("export", "plan", *HOURS)
    assert "stands again in 2026-10" in odd.ok("findings", "restore", str(zero["id"]), "--reason", "was a mistake")
    (zero,) = found(odd, "zero-time")
    assert (zero["set_aside"], zero["said"]) == (False, None)
    again = odd.json("findings", "restore", str(zero["id"]), code=2)
    assert again["error"]["code"] == "finding-not-aside"
    with odd.container.storage().read() as work:
        events = [r.event for r in work.audit.records() if r.event.action.startswith("finding.")]
    assert [event.action for event in events] == ["finding.set-aside", "finding.restored"]
    assert (events[1].before["reason"], events[1].after["reason"]) == ("known", "was a mistake")
    odd.ok("findings", "ignore", str(zero["id"]), "--reason", "known after all")
    assert found(odd, "zero-time")[0]["set_aside"] is True


def test_a_whole_kind_is_set_aside_once(odd: House) -> None:
    words = ("findings", "ignore", "--kind", "zero-hours-without-hours", *OF_OCTOBER, "--reason", "holidays")
    screen = odd.ok(*words)
    assert "6 zero-hours-without-hours findings are set aside for 2026-10 by Anja: holidays" in screen
    assert odd.json(*words, code=2)["error"]["code"] == "finding-kind-absent"
    assert {each["set_aside"] for each in found(odd, "zero-hours-without-hours")} == {True}


def test_what_eitjes_own_link_sent_is_accepted_all_at_once(sent: House) -> None:
    blocked = sent.run("export", "plan", *HOURS)
    assert blocked.exit_code == 3
    assert "4 ×  own-link-sent: Noor van Dijk" in blocked.stdout
    words = ("--kind", "own-link-sent", *OF_OCTOBER, "--reason", "taken back")
    assert sent.json("findings", "ignore", *words, code=2)["error"]["code"] == "finding-blocks"
    said = sent.json("findings", "accept", *words)["said"]
    assert [(each["code"], each["by"], each["reason"]) for each in said] == [
        ("own-link-sent", "Anja", "taken back")
    ] * 4
    screen = sent.ok("export", "plan", *HOURS)
    assert "4 findings accepted." in screen
    assert sent.json("export", "apply", *HOURS, "--yes")["outcome"] == "proved"
    assert found(sent, "own-link-sent") == found(sent, "own-link-sent-too") == []


def test_one_is_accepted_by_its_id_and_nothing_else_can_be(sent: House) -> None:
    first, *others = found(sent, "own-link-sent")
    sent.ok("findings", "accept", str(first["id"]), *OF_OCTOBER, "--reason", "not in Nmbrs")
    accepted = [each for each in found(sent, "own-link-sent") if each["accepted"]]
    assert [each["id"] for each in accepted] == [first["id"]]
    assert sent.run("export", "plan", *HOURS).exit_code == 3
    (venue,) = found(sent, "venue-without-hours")
    refused = sent.json("findings", "accept", str(venue["id"]), *OF_OCTOBER, "--reason", "closed", code=2)
    assert refused["error"]["code"] == "finding-not-acceptable"
    again = sent.json("findings", "ignore", str(first["id"]), *OF_OCTOBER, "--reason", "closed", code=2)
    assert again["error"]["code"] == "finding-blocks"
    assert len(others) == 3


@pytest.mark.parametrize("words", [(), ("F1", "--kind", "zero-time", *OF_OCTOBER), ("--kind", "zero-time")])
def test_one_finding_or_a_kind_in_a_period(odd: House, words: tuple[str, ...]) -> None:
    for verb in ("ignore", "accept"):
        assert odd.json("findings", verb, *words, "--reason", "x", code=2)["error"]["code"] == "usage"


def test_a_period_without_a_calendar(odd: House) -> None:
    assert odd.json("findings", "--period", "2031-01", code=2)["error"]["code"] == "wage-period-not-set"


def test_thresholds_are_shown_and_set(odd: House) -> None:
    shown = odd.json("findings", "thresholds")
    assert (shown["longest_shift"], shown["unusual_percent"], shown["unusual_hours"], shown["unusual_periods"]) == (
        "16:00",
        50,
        "8.00",
        3,
    )
    assert shown["off"] == []
    words = ("--longest-shift", "17:00", "--unusual", "40", "--unusual-hours", "7,5", "--unusual-periods", "6")
    changed = odd.json("findings", "thresholds", "set", *words, "--off", "zero-time", "--off", "paid-on-top")
    assert (changed["longest_shift"], changed["unusual_hours"], changed["off"]) == (
        "17:00",
        "7.50",
        ["paid-on-top", "zero-time"],
    )
    assert found(odd, "entry-too-long") == found(odd, "zero-time") == []
    odd.ok("findings", "thresholds", "set", "--on", "zero-time")
    assert len(found(odd, "zero-time")) == 1
    screen = odd.ok("findings", "thresholds")
    assert "Kinds that do not come: paid-on-top." in screen
    assert "40 % and 7.50 h" in screen
    with odd.container.storage().read() as work:
        events = [r.event for r in work.audit.records() if r.event.action == "findings.thresholds"]
    assert [event.after["longest_shift"] for event in events] == [1020, 1020]
    assert (events[0].before["longest_shift"], events[0].who) == (960, "Anja")


def test_setting_what_stands_already_leaves_no_trace(odd: House) -> None:
    odd.ok("findings", "thresholds", "set", "--longest-shift", "16:00")
    with odd.container.storage().read() as work:
        assert "findings.thresholds" not in [record.event.action for record in work.audit.records()]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "usage"),
        (("--longest-shift", "16"), "usage"),
        (("--unusual-hours", "many"), "usage"),
        (("--longest-shift", "30:00"), "threshold-invalid"),
        (("--unusual", "0"), "threshold-invalid"),
        (("--off", "own-link-sent"), "finding-always-on"),
    ],
)
def test_thresholds_that_make_no_sense(odd: House, words: tuple[str, ...], code: str) -> None:
    assert odd.json("findings", "thresholds", "set", *words, code=2)["error"]["code"] == code
    assert odd.json("findings", "thresholds")["longest_shift"] == "16:00"
