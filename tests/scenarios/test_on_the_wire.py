"""The features over SOAP on loopback with an SQLite file."""

from pytest_bdd import scenarios

from tests.scenarios.stages import WireStage

STAGE = WireStage

scenarios(".")
