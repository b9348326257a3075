"""The contract in the repository, from which the front end's client is made, is the application's."""

import json
from pathlib import Path

from goccia.app.application import create_application
from goccia.core.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_committed_contract_is_the_application_s(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url="postgresql://nobody", secret_key="a key")
    committed = json.loads((CHECKOUT / "web" / "openapi.json").read_text(encoding="utf-8"))
    assert create_application(settings).openapi() == committed, "run `make client` and commit what it writes"
