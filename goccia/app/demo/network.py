"""The invented network: its people, units, containers and teams."""

import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.settings import Settings
from goccia.identity.passwords import hash_password
from goccia.kit.ids import uuid7

PASSWORD = "goccia-demo"  # noqa: S105 - shown to whoever starts the demo
PEOPLE = (
    # first name, last name, role, units
    ("Ada", "Martinelli", "admin", ()),
    ("Rita", "Colombo", "referente", ("Energia Nord",)),
    ("Remo", "De Santis", "referente", ("Energia Sud",)),
    ("Anna", "Ferri", "agente", ("Energia Nord",)),
    ("Bruno", "Galli", "agente", ("Energia Nord",)),
    ("Chiara", "Villa", "agente", ("Energia Nord",)),
    ("Dario", "Esposito", "agente", ("Energia Sud",)),
    ("Elena", "Marino", "agente", ("Energia Sud",)),
    ("Fabio", "Greco", "agente", ("Energia Sud",)),
)
CONTAINERS: tuple[tuple[str, str, str, str, int, dict[str, tuple[int, int, list[str]]]], ...] = (
    # unit, name, policy, source, price per lead, {agent: (weight, open cap, provinces)}
    ("Energia Nord", "Facebook Fotovoltaico", "round_robin", "Facebook", 18,
     {"Anna": (1, 60, []), "Bruno": (1, 60, []), "Chiara": (1, 60, [])}),
    ("Energia Nord", "Landing Luce e Gas", "weighted", "Landing page", 9,
     {"Anna": (5, 60, []), "Chiara": (2, 60, [])}),
    ("Energia Sud", "TikTok Sud", "round_robin", "TikTok", 12,
     {"Dario": (1, 60, []), "Elena": (1, 60, []), "Fabio": (1, 40, ["NA", "SA", "CE", "BA", "PA", "RC"])}),
)  # fmt: skip

VENDORS = {"Landing Luce e Gas": "LeadPiù S.r.l.", "TikTok Sud": "Contatti Italia"}
"""Whom the leads of these containers are bought from."""


@dataclass(slots=True)
class Network:
    """What was made, to be found by name."""

    units: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    containers: dict[str, UUID] = field(default_factory=dict)
    logins: list[dict[str, str]] = field(default_factory=list)


async def make_network(tx: Transaction, settings: Settings) -> Network:
    """Write the network (as goccia_system)."""
    network = Network()
    for name in ("Energia Nord", "Energia Sud"):
        network.units[name] = uuid7()
        await tx.execute(
            "INSERT INTO unit (id, name, calendar, created_at) VALUES ($1, $2, $3, $4)",
            network.units[name], name, {}, tx.now,
        )  # fmt: skip
    hashed = await hash_password(settings, PASSWORD)
    for first, last, role, units in PEOPLE:
        person, email = uuid7(), f"{first.lower()}@demo.example"
        network.people[first] = person
        network.logins.append({"role": role, "email": email, "password": PASSWORD})
        await tx.execute(
            "INSERT INTO app_user (id, email, first_name, last_name, role, password_hash, can_configure, can_export, created_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $5 = 'referente', false, $7)",
            person, email, first, last, role, hashed, tx.now,
        )  # fmt: skip
        await tx.executemany(
            "INSERT INTO user_unit (user_id, unit_id) VALUES ($1, $2)",
            [(person, network.units[unit]) for unit in units],
        )
    for unit, name, policy, source, price, team in CONTAINERS:
        await _container(tx, network, network.units[unit], name, policy, source, price, team)
    await _custom_fields(tx, network)
    return network


async def _container(
    tx: Transaction,
    network: Network,
    unit: UUID,
    name: str,
    policy: str,
    source: str,
    price: int,
    team: dict[str, Any],
) -> None:
    container = network.containers[name] = uuid7()
    await tx.execute(
        "INSERT INTO container (id, unit_id, name, policy, source, price_per_lead, intake_token, created_at, vendor,"
        " return_reasons, return_window_days) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
        " CASE WHEN $9::text IS NULL THEN '{}'::text[] ELSE '{wrong_number,never_requested,duplicate}' END, 30)",
        container, unit, name, policy, source, price, secrets.token_urlsafe(24), tx.now, VENDORS.get(name),
    )  # fmt: skip
    await tx.executemany(
        "INSERT INTO container_member (container_id, user_id, unit_id, weight, open_cap, provinces, joined_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            (container, network.people[agent], unit, weight, cap, provinces, tx.now)
            for agent, (weight, cap, provinces) in team.items()
        ],
    )


async def _custom_fields(tx: Transaction, network: Network) -> None:
    for unit in network.units.values():
        await tx.execute(
            "INSERT INTO custom_field (id, unit_id, key, label, type, choices, position) VALUES"
            " ($1, $3, 'spesa_mensile', 'Quanto spendi al mese?', 'choice', $4, 1),"
            " ($2, $3, 'potenza', 'Potenza (kW)', 'number', '{}', 2)",
            uuid7(), uuid7(), unit,
            ["meno di 50 euro", "da 50 a 100 euro", "da 100 a 200 euro", "oltre 200 euro"],
        )  # fmt: skip
