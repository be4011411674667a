"""Contract types: two are exported, the others never."""

from domain.terms import ContractType


def test_only_zero_hours_and_hours_contracts_are_exported() -> None:
    assert {each for each in ContractType if each.exportable} == {ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT}
