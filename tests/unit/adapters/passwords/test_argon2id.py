"""Passwords as argon2id."""

from adapters.passwords import Argon2Passwords

CHEAP = {"memory": 64, "rounds": 1}


def test_only_the_right_password_is_right() -> None:
    passwords = Argon2Passwords(**CHEAP)
    stored = passwords.hash("drie korte woorden")
    assert passwords.verify(stored, "drie korte woorden")
    assert not passwords.verify(stored, "drie korte Woorden")
    assert not passwords.verify(stored, "")
    assert not passwords.verify("what is no hash", "drie korte woorden")


def test_nobody_has_a_password_not_even_the_one_that_is_compared() -> None:
    passwords = Argon2Passwords(**CHEAP)
    assert not passwords.verify(None, "the password of nobody")
    assert not passwords.verify(None, "drie korte woorden")


def test_what_is_stored_is_argon2id_with_a_salt_and_its_cost() -> None:
    one, other = (Argon2Passwords().hash("drie korte woorden") for _ in range(2))
    assert one != other
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert "drie" not in one


def test_a_password_that_was_cheap_is_outdated() -> None:
    cheap, dear = Argon2Passwords(**CHEAP), Argon2Passwords(memory=128, rounds=1)
    stored = cheap.hash("drie korte woorden")
    assert dear.verify(stored, "drie korte woorden")
    assert (cheap.outdated(stored), dear.outdated(stored)) == (False, True)


def test_any_text_can_be_a_password() -> None:
    passwords = Argon2Passwords(**CHEAP)
    for text in ("wachtwoord € 12", "\ud800 half a sign", "\x00 zero"):
        assert passwords.verify(passwords.hash(text), text)
