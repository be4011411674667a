"""Engines that wake workers for what is to be done in the background."""

from adapters.jobs.embedded import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
