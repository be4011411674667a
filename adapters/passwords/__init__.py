"""Passwords, kept as argon2id."""

from adapters.passwords.argon2id import Argon2Passwords

__all__ = ["Argon2Passwords"]
