"""The list of all policies, with which other suites run."""

from dataclasses import fields

from adapters.nmbrs_fake.policy import DEFAULT, VendorPolicy, all_policies


def test_each_policy_deviates_in_one_setting_and_every_setting_has_a_deviation() -> None:
    deviating = []
    for name, policy in all_policies():
        differing = {
            setting.name for setting in fields(VendorPolicy) if _of(policy, setting.name) != _of(DEFAULT, setting.name)
        }
        assert differing - {"over_largest"} <= {name.partition("=")[0].replace("-", "_")}
        deviating.extend(differing)
    assert set(deviating) == {setting.name for setting in fields(VendorPolicy)}


def test_names_are_unique_and_the_default_comes_first() -> None:
    policies = list(all_policies())
    assert policies[0] == ("default", DEFAULT)
    assert len({name for name, _ in policies}) == len(policies)
    assert len({policy for _, policy in policies}) == len(policies)


def _of(policy: VendorPolicy, setting: str) -> object:
    return getattr(policy, setting)
