"""The features on the in-memory fake with in-memory storage."""

from pytest_bdd import scenarios

from tests.scenarios.stages import MemoryStage

STAGE = MemoryStage

scenarios(".")
