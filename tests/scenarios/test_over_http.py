"""The happy paths once through HTTP: the scenarios with the tag @http."""

from pytest_bdd import scenarios

from tests.scenarios.over_http import HttpStage

STAGE = HttpStage
TAG = "http"

scenarios(".")
