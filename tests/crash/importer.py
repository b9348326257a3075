"""Somebody who imports files while everything is killed: asks again until answered, as a person would."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from tests.crash.sales import Box
from tests.crash.stack import Stack

ROWS = 600
PATIENCE_SECONDS = 120.0


@dataclass
class Importer:
    """Imports one file after the other; the phones of `rows_committed` are in the database when `run` ends."""

    stack: Stack
    box: Box
    token: str
    committed: list[str] = field(default_factory=list)
    rows_committed: set[str] = field(default_factory=set)
    _files: int = 0

    async def run(self, going_on: Callable[[], bool]) -> None:
        headers = {"Authorization": f"Bearer {self.token}"}
        async with httpx.AsyncClient(base_url=self.stack.url, headers=headers, timeout=10) as client:
            while going_on():
                await self._import(client)

    async def _import(self, client: httpx.AsyncClient) -> None:
        self._files += 1
        phones = [f"+39347{self._files:03d}{row:04d}" for row in range(ROWS)]
        lines = [f"Persona {phone[-4:]};{phone}" for phone in phones]
        content = "\n".join(["Nominativo;Cellulare", *lines]).encode()

        def upload() -> httpx.Request:
            return client.build_request(
                "POST", "/api/imports", data={"container_id": self.box.id},
                files={"file": (f"lista-{self._files}.csv", content, "text/csv")},
            )  # fmt: skip

        found = (await self._until(client, upload, lambda answer: answer.is_success)).json()
        address = f"/api/imports/{found['id']}"
        found = await self._state(client, address, "preview")
        assert found["counts"] == {"new": ROWS, "duplicate": 0, "review": 0, "rejected": 0}
        # 409: an earlier try was taken, and only its answer was lost
        await self._until(
            client, lambda: client.build_request("POST", f"{address}/commit", json={}),
            lambda answer: answer.is_success or answer.status_code == 409,
        )  # fmt: skip
        await self._state(client, address, "committed")
        self.committed.append(str(found["id"]))
        self.rows_committed.update(phones)

    async def _state(self, client: httpx.AsyncClient, address: str, wanted: str) -> dict[str, object]:
        def reached(answer: httpx.Response) -> bool:
            state = answer.json()["state"]
            assert state != "failed", answer.text
            return bool(state == wanted)

        asked = await self._until(client, lambda: client.build_request("GET", address), reached)
        return asked.json()  # type: ignore[no-any-return]

    async def _until(
        self,
        client: httpx.AsyncClient,
        request: Callable[[], httpx.Request],
        enough: Callable[[httpx.Response], bool],
    ) -> httpx.Response:
        """Ask until the answer is enough; no answer and 5xx are asked again."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        said = "nothing"
        while time.monotonic() < deadline:
            try:
                answer = await client.send(request())
            except httpx.HTTPError as error:
                said = repr(error)
            else:
                said = f"{answer.status_code} {answer.text[:300]}"
                if answer.status_code < 500 and enough(answer):
                    return answer
                assert answer.status_code < 400 or answer.status_code >= 500, said
            await asyncio.sleep(0.2)
        raise AssertionError(f"not in {PATIENCE_SECONDS:.0f} s; last: {said}")


def can_import(stack: Stack) -> bool:
    """Tell whether this version has imports."""
    return "/api/imports" in httpx.get(f"{stack.url}/api/openapi.json", timeout=30).json()["paths"]
