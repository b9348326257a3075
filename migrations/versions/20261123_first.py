"""The first schema: core, jobs, organisation, leads, distribution, intake.

Revision ID: 20261123_first
Revises:
"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "20261123_first"
down_revision = None
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    connection: Any = op.get_bind().connection.dbapi_connection
    for name in ("01_core", "02_jobs", "03_organisation", "04_leads", "05_distribution", "06_intake"):
        # Scripts of several statements go through the driver itself: SQLAlchemy prepares each text it sends.
        script = (SQL / f"{name}.sql").read_text(encoding="utf-8")
        connection.run_async(lambda driver, text=script: driver.execute(text))


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
