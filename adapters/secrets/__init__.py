"""Secrets, encrypted before they are stored."""

from adapters.secrets.fernet_box import FernetBox

__all__ = ["FernetBox"]
