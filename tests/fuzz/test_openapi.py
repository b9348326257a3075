"""The whole contract under fire, as Admin and as Agente: no 5xx, no answer outside the schema."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from goccia.app.application import create_application
from goccia.core.settings import Settings
from tests import product

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
NOT_HERE = {
    "stream": "an answer without end",
    "log_out_everywhere": "would end the session that asks",
    "log_out": "would end the session that asks",
    "change_password": "would end the session that asks",
    "log_in": "is throttled on purpose",
}
FEW = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CONTRACT = schemathesis.openapi.from_dict(
    create_application(
        Settings(home=Path(tempfile.mkdtemp()), database_url="postgresql://unused", secret_key="unused")
    ).openapi()
)
OPERATIONS = {
    operation.definition.raw["operationId"]: operation
    for operation in (found.ok() for found in CONTRACT.get_all_operations() if isinstance(found, Ok))
    if operation.definition.raw["operationId"] not in NOT_HERE
}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole product, with its demo data."""
    with product.running(tmp_path_factory.mktemp("fuzz")) as given_settings:
        yield f"http://127.0.0.1:{given_settings['GOCCIA_PORT']}"


@pytest.fixture(scope="session")
def logins(address: str) -> dict[str, dict[str, str]]:
    """The Bearer header of an Admin and of an Agente."""
    found = {}
    for role, email in (("admin", "ada@demo.example"), ("agente", "anna@demo.example")):
        answer = httpx.post(f"{address}/api/auth/login", json={"email": email, "password": "goccia-demo"})
        found[role] = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    return found


@pytest.fixture(scope="session")
def records(address: str, logins: dict[str, dict[str, str]]) -> dict[str, str]:
    """A record for each name of a path."""

    def newest(path: str) -> str:
        return str(httpx.get(f"{address}{path}", headers=logins["admin"]).json()["items"][0]["id"])

    lead = newest("/api/leads?limit=1")
    return {
        "id": lead,
        "lead_id": lead,
        "container_id": newest("/api/containers"),
        "unit_id": newest("/api/units"),
        "user_id": newest("/api/users?role=referente"),
        "esito_id": newest("/api/esiti"),
        "field_id": newest("/api/custom-fields"),
    }


@pytest.mark.timeout(300)
@pytest.mark.parametrize("role", ["admin", "agente"])
@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
def test_answers_stay_within_the_contract(
    address: str, logins: dict[str, dict[str, str]], records: dict[str, str], operation_id: str, role: str
) -> None:
    """Half of the requests name records that exist: one of each kind, none of them the callers themselves."""

    @FEW
    @given(case=OPERATIONS[operation_id].as_strategy(), real=st.booleans())
    def fire(case: schemathesis.Case[Any], real: bool) -> None:
        for name in case.path_parameters if real else ():
            case.path_parameters[name] = records.get(name, case.path_parameters[name])
        answer = case.call(base_url=address, headers=logins[role])
        case.validate_response(answer, checks=CHECKS)

    fire()
