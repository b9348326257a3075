"""The sales network of the crash test, made over the API: one unit, five containers, their agents."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.crash.stack import ADMIN, PASSWORD, Stack


@dataclass(frozen=True)
class Agent:
    id: str
    email: str


@dataclass(frozen=True)
class Box:
    """A container: its intake address and its team."""

    id: str
    token: str
    team: list[Agent]


@dataclass(frozen=True)
class Network:
    fair: Box
    """Everybody may receive, always."""
    full: Box
    """Few leads fit under the caps: the others wait."""
    closed: Box
    """Its only agent is paused until the end: everything waits, then drains."""
    raced: Box
    """First to claim: its agents take what they are offered."""
    files: Box
    """Fed by imports alone; everybody may receive, always."""

    @property
    def agents(self) -> list[Agent]:
        return [
            agent for box in (self.fair, self.full, self.closed, self.raced, self.files) for agent in box.team
        ]


def log_in(stack: Stack, email: str) -> str:
    answer = httpx.post(
        f"{stack.url}/api/auth/login", json={"email": email, "password": PASSWORD}, timeout=20
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


def make_network(stack: Stack) -> Network:
    """As the Admin, over the API."""
    headers = {"Authorization": f"Bearer {log_in(stack, ADMIN)}"}
    with httpx.Client(base_url=stack.url, headers=headers, timeout=20) as admin:
        unit = _made(admin.post("/api/units", json={"name": "Nord"}))["id"]
        fair = _box(admin, unit, "Equo", 4, {"open_cap": None})
        full = _box(admin, unit, "Pieno", 2, {"open_cap": 8})
        closed = _box(admin, unit, "Chiuso", 1, {"open_cap": None})
        paused = admin.post(f"/api/users/{closed.team[0].id}/pause")
        assert paused.status_code == 200, paused.text
        raced = _box(admin, unit, "Gara", 3, {"open_cap": None}, policy="first_to_claim", claim_minutes=1440)
        files = _box(admin, unit, "File", 3, {"open_cap": None})
    return Network(fair, full, closed, raced, files)


def _box(admin: httpx.Client, unit: str, name: str, size: int, caps: dict[str, Any], **terms: Any) -> Box:
    team = []
    for number in range(size):
        email = f"{name.lower()}{number}@example.it"
        person = {
            "email": email, "first_name": name, "last_name": str(number), "role": "agente", "unit_ids": [unit],
            "password": PASSWORD,
        }  # fmt: skip
        team.append(Agent(_made(admin.post("/api/users", json=person))["id"], email))
    container = _made(admin.post("/api/containers", json={"unit_id": unit, "name": name} | terms))
    members = [{"user_id": agent.id, **caps} for agent in team]
    answer = admin.put(f"/api/containers/{container['id']}/team", json=members)
    assert answer.status_code == 200, answer.text
    return Box(container["id"], container["intake_token"], team)


def _made(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]
