"""Deliberate breaks."""

from collections.abc import Callable
from contextlib import AbstractContextManager

BREAKS: dict[str, Callable[[], AbstractContextManager[object]]] = {}
