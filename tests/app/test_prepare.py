"""Making a database ready: who may log in afterwards, and what is said where nobody can."""

import pytest

from goccia.app.prepare import create_person, prepare
from tests.conftest import make_database


def test_where_nobody_can_log_in_the_way_to_the_first_admin_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = make_database("goccia_nobody").model_copy(update={"demo": False})
    url = settings.database_url or ""
    prepare(settings, url)
    said = capsys.readouterr().out
    assert "goccia user create" in said
    assert create_person(settings, url, email="capo@example.it", role="admin", password=None, name=("", ""))
    prepare(settings, url)
    assert "goccia user create" not in capsys.readouterr().out
