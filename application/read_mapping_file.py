"""Reads a mapping that a person edited: all mistakes at once, each with its line and field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from application.mapping_file import MappingFile
from domain.allowance import Allowance, AllowanceKind, HolidayDates, Window
from domain.amount import Amount
from domain.errors import ProductError
from domain.mapping import DAYS, HOURS, Rule, Target, Thing, ThingKind, check_rule
from domain.terms import ContractType
from domain.timecard import plain_name

MOST_CHARACTERS = 1_000_000

Choose = Callable[[Iterable[str] | None], tuple[HolidayDates, ...]]
"""Public holidays by their Dutch names, with their dates. Raises ``holiday-unknown``."""

Check = Callable[[Rule], None]
"""Raises ``code-unknown`` for a rule whose code the payroll does not offer."""

_HEADER = re.compile(r"\s*\[\[\s*(rule|allowance)\s*\]\]")
_PLACE = re.compile(r"(.*?) \(at line (\d+), column \d+\)", re.DOTALL)
_RULE_FIELDS = (
    *("thing", "to", "ignore", "cost_centre", "cost_unit", "contract_type", "venue", "team", "from"),
    "on_top_of_salary_by",
)
_ALLOWANCE_FIELDS = (
    *("name", "kind", "percentage", "group", "from", "until", "teams", "shift_types", "column", "windows"),
    "holidays",
)
_KIND_FIELDS = {"hour code": "to", "wage code": "to", "cost centre": "cost_centre", "cost unit": "cost_unit"}


def read_mapping(text: str, choose: Choose, check: Check) -> MappingFile:
    """Read a file. Raises ``mapping-file-unreadable``, and ``mapping-file-wrong`` with every mistake in it."""
    if len(text) > MOST_CHARACTERS:
        raise ProductError("mapping-file-unreadable", detail=f"It has more than {MOST_CHARACTERS:,} characters")
    try:
        content = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ProductError("mapping-file-unreadable", detail=_place(str(error), text)) from None
    reader = _Reader(text.splitlines(), choose, check)
    return reader.read(content)


def _place(problem: str, text: str) -> str:
    match = _PLACE.fullmatch(problem)
    if match is None:
        return f"Line {len(text.splitlines())}: {problem}"
    return f"Line {match[2]}: {match[1]}"


class _Wrong(Exception):
    """A mistake in one field; None is the table as a whole."""

    def __init__(self, name: str | None, why: str) -> None:
        super().__init__(why)
        self.field = name


@dataclass(slots=True)
class _Reader:
    """Goes through the tables and gathers mistakes."""

    lines: list[str]
    choose: Choose
    check: Check
    mistakes: list[str] = field(default_factory=list)

    def read(self, content: Mapping[str, Any]) -> MappingFile:
        company, version = content.get("company"), content.get("version")
        if company is not None and not _is_text(company):
            self._note(None, "company", "must be a text")
        if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
            self._note(None, "version", "must be a whole number")
        for name in sorted(set(content) - {"company", "version", "rule", "allowance"}):
            self._note(None, name, "is not known here")
        rules = self._tables(content, "rule", self._rule)
        allowances = self._tables(content, "allowance", self._allowance)
        self._together(rules, allowances)
        if self.mistakes:
            detail = "".join(f"\n{mistake}" for mistake in self.mistakes)
            raise ProductError("mapping-file-wrong", count=len(self.mistakes), detail=detail)
        said = None if company is None else str(company)
        return MappingFile(said, version, tuple(rules.values()), tuple(allowances.values()))

    def _tables(self, content: Mapping[str, Any], kind: str, make: Callable[[dict[str, Any]], Any]) -> dict[int, Any]:
        tables = content.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self._note(None, kind, f"each {kind} begins with [[{kind}]]")
            return {}
        found: dict[int, Any] = {}
        for place, table in enumerate(tables):
            try:
                found[place] = make(table)
            except _Wrong as wrong:
                self._note((kind, place), wrong.field, str(wrong))
            except ProductError as error:
                self._note((kind, place), _field_of(error), error.what())
        return found

    def _rule(self, table: dict[str, Any]) -> Rule:
        _only(table, _RULE_FIELDS)
        words = {name: _word(table, name) for name in _RULE_FIELDS if name not in ("from", "ignore")}
        if words["thing"] is None:
            raise _Wrong("thing", "is needed: hours, days, allowance:NAME or meal:NAME")
        thing = Thing.parse(words["thing"])
        if table.get("ignore", False) not in (True, False):
            raise _Wrong("ignore", "must be true or false")
        target = _target(thing, words, ignored=bool(table.get("ignore")))
        contract_type = _one_of(ContractType, "contract_type", words["contract_type"])
        first = _day(table, "from") or date.min
        rule = Rule(thing, target, words["team"], words["venue"], contract_type, first, words["on_top_of_salary_by"])
        check_rule(rule)
        self.check(rule)
        return rule

    def _allowance(self, table: dict[str, Any]) -> Allowance:
        _only(table, _ALLOWANCE_FIELDS)
        kind = _one_of(AllowanceKind, "kind", _word(table, "kind"))
        if kind is None:
            raise _Wrong("kind", f"is needed: {', '.join(AllowanceKind)}")
        allowance = Allowance(
            plain_name(_word(table, "name") or ""),
            kind,
            _percentage(table),
            plain_name(_word(table, "group") or "") or None,
            _day(table, "from") or date.min,
            _day(table, "until"),
            _words(table, "teams") or (),
            _words(table, "shift_types") or (),
            _word(table, "column"),
            tuple(map(Window.parse, _words(table, "windows") or ())),
            self.choose(_words(table, "holidays")) if kind is AllowanceKind.HOLIDAY else (),
        )
        if table.get("holidays") and kind is not AllowanceKind.HOLIDAY:
            raise _Wrong("holidays", f"does not belong to {kind}")
        allowance.check()
        return allowance

    def _together(self, rules: Mapping[int, Rule], allowances: Mapping[int, Allowance]) -> None:
        seen: dict[object, int] = {}
        for place, rule in rules.items():
            if rule.place in seen:
                where = self._where(("rule", seen[rule.place]))
                self._note(("rule", place), None, f"has the same thing, conditions and first day as {where}")
            seen.setdefault(rule.place, place)
        worked = {rule.target.code for rule in rules.values() if rule.thing == HOURS and rule.target is not None}
        for place, rule in rules.items():
            if rule.thing.kind is ThingKind.ALLOWANCE and rule.target is not None and rule.target.code in worked:
                shared = ProductError("mapping-code-shared", code=rule.target.code, thing=rule.thing)
                self._note(("rule", place), "to", shared.what())
        known: dict[object, int] = {}
        for place, allowance in allowances.items():
            key = (allowance.name, allowance.valid_from)
            if key in known:
                where = self._where(("allowance", known[key]))
                self._note(("allowance", place), None, f"has the same name and first day as {where}")
            known.setdefault(key, place)

    def _where(self, table: tuple[str, int]) -> str:
        return f"{table[0]} {table[1] + 1} on line {self._line(table, None) or '?'}"

    def _note(self, table: tuple[str, int] | None, name: str | None, why: str) -> None:
        line = self._line(table, name)
        where = ", ".join(
            filter(None, (f"line {line}" if line else "", f"{table[0]} {table[1] + 1}" if table else "", name or ""))
        )
        self.mistakes.append(f"{where}: {why}")

    def _line(self, table: tuple[str, int] | None, name: str | None) -> int | None:
        """The line of a field of a table, else that of the table."""
        heads = [number for number, line in enumerate(self.lines) if _HEADER.match(line)]
        if table is None:
            return self._line_of(name, range(heads[0] if heads else len(self.lines)))
        own = [number for number in heads if _HEADER.match(self.lines[number])[1] == table[0]]  # type: ignore[index]
        if table[1] >= len(own):
            return None
        start = own[table[1]]
        end = next((number for number in heads if number > start), len(self.lines))
        return self._line_of(name, range(start, end)) or start + 1

    def _line_of(self, name: str | None, span: range) -> int | None:
        if name is None:
            return None
        begins = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
        return next((number + 1 for number in span if begins.match(self.lines[number])), None)


_FIELDS_OF_ERRORS = {
    "thing-unknown": "thing",
    "mapping-contract-type-needed": "contract_type",
    "contract-type-not-exported": "contract_type",
    "mapping-salary-unconfirmed": "on_top_of_salary_by",
    "allowance-name-needed": "name",
    "allowance-percentage": "percentage",
    "allowance-window-needed": "windows",
    "allowance-holiday-needed": "holidays",
    "allowance-column-in-group": "group",
    "allowance-ends-before-start": "until",
    "window-not-readable": "windows",
    "window-ends-equal": "windows",
    "holiday-unknown": "holidays",
}


def _field_of(error: ProductError) -> str | None:
    if error.code == "code-unknown":
        return _KIND_FIELDS[str(error.details["kind"])]
    if error.code == "allowance-field-of-other-kind":
        return str(error.details["field"])
    return _FIELDS_OF_ERRORS.get(error.code)


def _target(thing: Thing, words: Mapping[str, str | None], ignored: bool) -> Target | None:
    code = words["to"]
    if ignored:
        for name in ("to", "cost_centre", "cost_unit"):
            if words[name] is not None:
                raise _Wrong(name, "does not belong to what is ignored")
        return None
    if code is None:
        raise _Wrong("to", "is needed, or ignore = true")
    if thing != DAYS:
        return Target(code, words["cost_centre"] or "", words["cost_unit"] or "")
    if code != "days" or words["cost_centre"] or words["cost_unit"]:
        raise _Wrong("to", 'days go to the one number Days: to = "days", without cost centre and unit')
    return Target("")


def _only(table: Mapping[str, Any], known: Iterable[str]) -> None:
    for name in table:
        if name not in known:
            raise _Wrong(name, f"is not known here; known are {', '.join(known)}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _word(table: Mapping[str, Any], name: str) -> str | None:
    value = table.get(name)
    if value is None:
        return None
    if not _is_text(value):
        raise _Wrong(name, "must be a text")
    word = str(value).strip()
    if not word:
        raise _Wrong(name, "is empty")
    return word


def _words(table: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    value = table.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise _Wrong(name, 'must be a list of texts, such as ["Bar", "Terras"]')
    return tuple(each.strip() for each in value)


def _day(table: Mapping[str, Any], name: str) -> date | None:
    value = table.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _Wrong(name, "write a day as 2026-01-31") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _Wrong(name, "write a day as 2026-01-31")
    return value


def _percentage(table: Mapping[str, Any]) -> Amount:
    value = table.get("percentage")
    if value is None:
        raise _Wrong("percentage", "is needed")
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise ValueError
        return Amount.parse(str(value).strip())
    except ValueError:
        raise _Wrong("percentage", "write a number with at most two decimals, such as 50 or 33.33") from None


def _one_of(words: Any, name: str, value: str | None) -> Any:
    if value is None:
        return None
    try:
        return words(value)
    except ValueError:
        raise _Wrong(name, f'"{value}" is not known; known are {", ".join(words)}') from None
