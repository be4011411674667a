"""Steps about environments, tokens and undecided companies."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from tests.scenarios.driver import Json
from tests.scenarios.world import DOMAIN, TOKEN, World


def _activate(world: World, domain: str, token: str = "", email: str = "") -> Json:
    return world.driver.activate(
        email or f"salaris@{domain}.example", token or f"token-of-{domain}", domain, own_link_off=True
    )


@given(parsers.parse('another payroll office "{domain}" pays company {company:d}, "{name}"'))
@when(parsers.parse('another payroll office "{domain}" pays company {company:d}, "{name}"'))
def other_office(world: World, domain: str, company: int, name: str) -> None:
    world.office.other_environment(domain, company, name)


@given(parsers.parse('the environment "{domain}" is activated as well'))
def also_activated(world: World, domain: str) -> None:
    _activate(world, domain)


@when(parsers.parse('I activate the environment "{domain}"'))
def activate_environment(world: World, domain: str) -> None:
    world.attempt(lambda: _activate(world, domain))


@when(parsers.parse('I activate with the e-mail address "{email}"'))
def activate_with_email(world: World, email: str) -> None:
    world.attempt(lambda: _activate(world, DOMAIN, TOKEN, email))


@when(parsers.parse('I activate with the domain "{domain}"'))
def activate_with_domain(world: World, domain: str) -> None:
    world.attempt(lambda: world.activate(domain=domain))


@given(parsers.parse('the token in Nmbrs is replaced by "{token}"'))
@when(parsers.parse('the token in Nmbrs is replaced by "{token}"'))
def token_replaced(world: World, token: str) -> None:
    world.office.replace_token(token)


@given("the token is withdrawn right after the next write")
def withdrawn_in_the_middle(world: World) -> None:
    world.office.withdraws_token_after_next_write()


@when(parsers.parse('I activate again with a new token "{token}"'))
def activate_again(world: World, token: str) -> None:
    world.office.answers_again()
    world.office.replace_token(token)
    world.activate(token=token)


@when(parsers.parse('I remove the environment "{domain}"'))
def remove(world: World, domain: str) -> None:
    world.attempt(lambda: world.driver.remove_environment(domain))


@given(parsers.parse('the company "{company}" pays the venue "{venue}"'))
@when(parsers.parse('I say that the company "{company}" pays the venue "{venue}"'))
def pays(world: World, company: str, venue: str) -> None:
    world.attempt(lambda: world.driver.link_company(company, [venue]))


@given(parsers.parse('the company "{company}" is made inactive'))
@when(parsers.parse('I make the company "{company}" inactive'))
def inactive(world: World, company: str) -> None:
    world.attempt(lambda: world.driver.link_company(company, []))


@then(parsers.parse('the environments are "{domains}"'))
def environments(world: World, domains: str) -> None:
    assert ", ".join(each["domain"] for each in world.driver.environments()) == domains


@then(parsers.parse('the company "{company}" belongs to "{domain}"'))
def belongs_to(world: World, company: str, domain: str) -> None:
    assert {each["id"]: each["domain"] for each in world.driver.companies()}[company] == domain


@then(parsers.parse('"{name}" is new in company "{company}"'))
def new_in(world: World, name: str, company: str) -> None:
    assert world.problem is None, world.problem
    (synced,) = [each for each in world.answer["companies"] if each["company"] == company]
    assert name in [member["name"] for member in synced["new"]]


@then("the token was replaced")
def was_replaced(world: World) -> None:
    assert world.problem is None, world.problem
    assert world.answer["replaced"] is True


@then(parsers.parse('the status says "{code}" about "{domain}"'))
def status_about(world: World, code: str, domain: str) -> None:
    problems = {each["domain"]: each["problem"] for each in world.driver.status()["environments"]}
    assert {name: problem and problem["code"] for name, problem in problems.items()}[domain] == code


@then(parsers.parse('the status has no problem with "{domain}"'))
def status_fine(world: World, domain: str) -> None:
    assert {each["domain"]: each["problem"] for each in world.driver.status()["environments"]}[domain] is None


@then(parsers.parse('the export is interrupted by "{code}" and says "{words}"'))
def interrupted(world: World, code: str, words: str) -> None:
    assert world.problem is None, world.problem
    assert (world.answer["outcome"], world.answer["interrupted"]["code"]) == ("unknown", code)
    assert words in world.answer["interrupted"]["do"]


@then(parsers.parse('I am told to do "{words}"'))
def told_to_do(world: World, words: str) -> None:
    assert world.problem is not None
    assert words in world.problem.do()


@then(parsers.parse('the companies "{ids}" are undecided'))
def undecided_companies(world: World, ids: str) -> None:
    assert ", ".join(world.driver.undecided()["companies"]) == ids


@then("no company is undecided")
def no_undecided_company(world: World) -> None:
    assert world.driver.undecided()["companies"] == []


@then(parsers.parse('the venue "{venue}" is paid by no company'))
def undecided_venue(world: World, venue: str) -> None:
    assert world.driver.undecided()["venues"] == [venue]


@then("every venue in the hours is paid by a company")
def no_undecided_venue(world: World) -> None:
    assert world.driver.undecided()["venues"] == []


@then(parsers.parse('the venue "{venue}" stands in no hours'))
def unseen_venue(world: World, venue: str) -> None:
    assert world.driver.undecided()["unseen_venues"] == [venue]
