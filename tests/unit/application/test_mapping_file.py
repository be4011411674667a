"""A mapping as a text: what is written is read back, and every mistake is named with its line and field."""

from collections.abc import Iterable
from datetime import date

import pytest

from application.mapping_file import write_mapping
from application.read_mapping_file import MOST_CHARACTERS, read_mapping
from domain.allowance import Allowance, AllowanceKind, HolidayDates, Window
from domain.amount import Amount
from domain.errors import ProductError
from domain.mapping import DAYS, HOURS, PayMapping, Rule, Target, allowance, meal
from domain.terms import CompanyId, ContractType

NEW_YEAR = HolidayDates("Nieuwjaarsdag", (date(2026, 1, 1),))
WHOLE = PayMapping(
    CompanyId("1200"),
    7,
    (
        Rule(HOURS, Target("2100", "K1", "U1"), "Keuken", 'De "Kade" \\ Zuid', ContractType.ZERO_HOURS),
        Rule(HOURS, Target("2190"), None, None, ContractType.HOURS_CONTRACT, date(2026, 3, 1), "Anja"),
        Rule(DAYS, Target("")),
        Rule(meal("water"), None),
        Rule(allowance("nacht 50%"), Target("6050")),
    ),
    (
        Allowance("bar", AllowanceKind.FUNCTION, Amount(1000), teams=("Bar", "Terras"), shift_types=("training",)),
        Allowance("feest", AllowanceKind.HOLIDAY, Amount(10_000), "tijd", holidays=(NEW_YEAR,)),
        Allowance(
            "nacht 50%",
            AllowanceKind.UNSOCIAL,
            Amount(3333),
            "tijd",
            date(2026, 1, 1),
            date(2026, 12, 31),
            windows=(Window.parse("mon-fri 22:00-24:00"), Window.parse("sat 22:00-06:00")),
        ),
        Allowance("vries", AllowanceKind.FUNCTION, Amount(2500), column="Vriescel"),
    ),
)


def choose(names: Iterable[str] | None) -> tuple[HolidayDates, ...]:
    for name in names or ():
        if name != "Nieuwjaarsdag":
            raise ProductError("holiday-unknown", holiday=name, known="Nieuwjaarsdag")
    return (NEW_YEAR,)


def offered(rule: Rule) -> None:
    if rule.target is not None and rule.target.code == "9999":
        raise ProductError("code-unknown", kind="hour code", code="9999", company="1200")
    if rule.target is not None and rule.target.cost_centre == "X":
        raise ProductError("code-unknown", kind="cost centre", code="X", company="1200")


def mistakes(text: str) -> list[str]:
    with pytest.raises(ProductError) as raised:
        read_mapping(text, choose, offered)
    assert raised.value.code == "mapping-file-wrong"
    found = str(raised.value.details["detail"]).strip().splitlines()
    assert len(found) == raised.value.details["count"]
    return found


def test_what_is_written_is_read_back() -> None:
    read = read_mapping(write_mapping(WHOLE), choose, offered)
    assert (read.company, read.version) == ("1200", 7)
    assert (read.rules, read.allowances) == (WHOLE.rules, WHOLE.allowances)


def test_windows_line_ends_and_a_mark_at_the_start_are_taken() -> None:
    text = "\ufeff" + write_mapping(WHOLE).replace("\n", "\r\n")
    assert read_mapping(text, choose, offered).rules == WHOLE.rules


def test_a_rule_by_hand() -> None:
    text = """
[[rule]]
thing = "hours"
contract_type = "zero-hours"
to = 2100
from = "2026-10-01"

[[allowance]]
name = "Zondag"
kind = "unsocial-hours"
percentage = 33.33
windows = ["zo 00:00-24:00"]
"""
    read = read_mapping(text, choose, offered)
    assert (read.company, read.version) == (None, None)
    first = date(2026, 10, 1)
    assert read.rules == (Rule(HOURS, Target("2100"), contract_type=ContractType.ZERO_HOURS, valid_from=first),)
    (sunday,) = read.allowances
    assert (sunday.name, sunday.percentage) == ("zondag", Amount(3333))


def test_what_is_no_toml_is_named_with_its_line() -> None:
    for text, line in (
        ("company = \n", "Line 1"),
        ('a = "1"\nb == 2\n', "Line 2"),
        ("[[rule]]\nthing = 'x\n", "Line 2"),
    ):
        with pytest.raises(ProductError) as raised:
            read_mapping(text, choose, offered)
        assert raised.value.code == "mapping-file-unreadable"
        assert str(raised.value.details["detail"]).startswith(line)
    with pytest.raises(ProductError) as raised:
        read_mapping("#" * (MOST_CHARACTERS + 1), choose, offered)
    assert raised.value.code == "mapping-file-unreadable"


def rule(*lines: str) -> str:
    return "\n".join(["", "[[rule]]", *lines, ""])


def paid(*lines: str) -> str:
    return "\n".join(["", "[[allowance]]", *lines, ""])


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (rule('to = "1"'), "line 2, rule 1, thing: is needed"),
        (rule('thing = "bonus"', 'to = "1"'), "line 3, rule 1, thing: bonus cannot be mapped."),
        (rule('thing = "meal:x"'), "line 2, rule 1, to: is needed, or ignore = true"),
        (rule('thing = "meal:x"', "to = true"), "line 4, rule 1, to: must be a text"),
        (rule('thing = "meal:x"', 'to = " "'), "line 4, rule 1, to: is empty"),
        (rule('thing = "meal:x"', 'to = "1"', "ignore = true"), "line 4, rule 1, to: does not belong"),
        (rule('thing = "meal:x"', "ignore = 1.5"), "line 4, rule 1, ignore: must be true or false"),
        (rule('thing = "meal:x"', 'to = "1"', 'tema = "Bar"'), "line 5, rule 1, tema: is not known here"),
        (rule('thing = "meal:x"', 'to = "1"', 'from = "1 mei"'), "line 5, rule 1, from: write a day"),
        (rule('thing = "meal:x"', 'to = "1"', "from = 2026-01-01T10:00:00"), "line 5, rule 1, from: write a day"),
        (rule('thing = "meal:x"', 'to = "1"', 'contract_type = "flex"'), 'line 5, rule 1, contract_type: "flex"'),
        (rule('thing = "hours"', 'to = "1"'), "line 2, rule 1, contract_type: A rule for worked hours must"),
        (rule('thing = "days"', 'to = "4"'), "line 4, rule 1, to: days go to the one number Days"),
        (
            rule('thing = "hours"', 'to = "1"', 'contract_type = "hours-contract"'),
            "line 2, rule 1, on_top_of_salary_by: Hours on 1 for hours contracts",
        ),
        (rule('thing = "allowance:x"', 'to = "9999"'), "line 4, rule 1, to: "),
        (rule('thing = "meal:x"', 'to = "1"', 'cost_centre = "X"'), "line 5, rule 1, cost_centre: "),
        (paid('name = "x"', "percentage = 50"), "line 2, allowance 1, kind: is needed"),
        (paid('name = "x"', 'kind = "bonus"', "percentage = 50"), 'line 4, allowance 1, kind: "bonus" is not known'),
        (paid('name = "x"', 'kind = "function"'), "line 2, allowance 1, percentage: is needed"),
        (
            paid('name = "x"', 'kind = "function"', 'percentage = "half"'),
            "line 5, allowance 1, percentage: write a number",
        ),
        (
            paid('name = "x"', 'kind = "function"', "percentage = 50", 'teams = "Bar"'),
            "line 6, allowance 1, teams: must be a list",
        ),
        (
            paid('name = "x"', 'kind = "unsocial-hours"', "percentage = 50", 'windows = ["za 9-10"]'),
            "line 6, allowance 1, windows: za 9-10 is not a window",
        ),
        (
            paid('name = "x"', 'kind = "unsocial-hours"', "percentage = 50", 'teams = ["Bar"]'),
            "line 6, allowance 1, teams: x is an allowance of the kind unsocial-hours, to which teams does not belong.",
        ),
        (
            paid('name = "x"', 'kind = "public-holiday"', "percentage = 50", 'holidays = ["Kerst"]'),
            "line 6, allowance 1, holidays: There is no public holiday Kerst",
        ),
        ("compny = 1\n", "line 1, compny: is not known here"),
        ("version = 1.5\n", "line 1, version: must be a whole number"),
        ("company = true\n", "line 1, company: must be a text"),
        ('rule = "x"\n', "line 1, rule: each rule begins with [[rule]]"),
    ],
)
def test_a_mistake_has_its_line_and_field(text: str, mistake: str) -> None:
    (found,) = mistakes(text)
    assert found.startswith(mistake), found


def test_all_mistakes_are_named_at_once() -> None:
    text = (
        rule('thing = "meal:x"', 'to = "1"')
        + rule('thing = "meal:X"', 'to = "2"')
        + rule('thing = "hours"', 'contract_type = "zero-hours"', 'to = "6050"')
        + rule('thing = "allowance:x"', 'to = "6050"')
        + rule('thing = "bonus"')
        + paid('name = "x"', 'kind = "function"', "percentage = 5", 'teams = ["A"]')
        + paid('name = "X"', 'kind = "function"', "percentage = 6", 'teams = ["A"]')
    )
    found = mistakes(text)
    assert [each.split(":")[0] for each in found] == [
        "line 20, rule 5, thing",
        "line 6, rule 2",
        "line 17, rule 4, to",
        "line 28, allowance 2",
    ]
    assert found[1].endswith("has the same thing, conditions and first day as rule 1 on line 2")
