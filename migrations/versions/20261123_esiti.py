"""The esiti that every unit starts with.

Revision ID: 20261123_esiti
Revises: 20261123_first
"""

from uuid import UUID

from alembic import op

revision = "20261123_esiti"
down_revision = "20261123_first"
branch_labels = None
depends_on = None

DAY = 24 * 60
# label, colour, icon, flags, asks, effect, more
DEFAULTS: tuple[tuple[str, str, str, str, str, str, dict[str, int]], ...] = (
    ("Nuovo", "blue", "sparkles", "initial", "", "none", {}),
    ("Da contattare", "blue", "phone-outgoing", "", "", "none", {}),
    ("In qualificazione bot", "violet", "bot", "", "", "none", {}),
    (
        "Non risponde (NR)",
        "amber",
        "phone-missed",
        "counts_as_attempt",
        "",
        "none",
        {"retry_after": 180, "max_attempts": 6},
    ),
    (
        "Occupato/segreteria",
        "amber",
        "voicemail",
        "counts_as_attempt",
        "",
        "none",
        {"retry_after": 60, "max_attempts": 6},
    ),
    ("Richiamare", "orange", "phone-call", "contacted counts_as_attempt", "datetime", "call_back", {}),
    (
        "Fissato appuntamento",
        "cyan",
        "calendar-check",
        "contacted positive counts_as_attempt",
        "datetime",
        "appointment",
        {},
    ),
    (
        "Preventivo inviato",
        "cyan",
        "file-text",
        "contacted positive",
        "amount",
        "none",
        {"retry_after": 3 * DAY},
    ),
    ("Contrattualizzato", "green", "badge-check", "final contacted positive won", "amount", "client", {}),
    ("Non interessato (KO)", "red", "thumbs-down", "final contacted counts_as_attempt", "reason", "none", {}),
    ("Già cliente", "gray", "user-check", "final contacted", "", "none", {}),
    ("Numero errato", "red", "phone-off", "final counts_as_attempt", "", "vendor_return", {}),
    (
        "Mai richiesto",
        "red",
        "circle-slash",
        "final contacted do_not_contact counts_as_attempt",
        "",
        "vendor_return",
        {},
    ),
    ("Doppione", "gray", "copy", "final", "", "vendor_return", {}),
    ("Non raggiungibile", "gray", "unplug", "final counts_as_attempt", "", "pool", {"pool_after_days": 30}),
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("ALTER TABLE esito ALTER COLUMN colour SET DEFAULT 'gray'")
    for number, (label, colour, icon, flags, asks, effect, more) in enumerate(DEFAULTS, 1):
        # Fixed ids in the form of a UUIDv7 of 23 Nov 2026: the same Esito has the same id everywhere.
        values = {
            "id": str(UUID(int=(0x01A205B3D000 << 80) | (7 << 76) | (0b10 << 62) | number)),
            "label": label,
        }
        values |= {"colour": colour, "icon": icon, "effect": effect, "asks": "{" + asks + "}"}
        literals = (
            [f"'{value}'" for value in values.values()]
            + ["true"] * len(flags.split())
            + [str(n) for n in more.values()]
        )
        columns = ", ".join([*values, *flags.split(), *more, "position"])
        op.execute(f"INSERT INTO esito ({columns}) VALUES ({', '.join(literals)}, {number})")


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
