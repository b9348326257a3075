"""What every request passes: the limit of its body, wherever it goes, and a log that tells no secret."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from goccia.core import http
from tests.people import Cast

PIECE = b"x" * 100_000


class Body:
    """A body that announces no length, and how much of it was taken."""

    def __init__(self, pieces: int) -> None:
        self.pieces, self.taken = pieces, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.pieces):
            self.taken += len(PIECE)
            yield PIECE


def is_refused(answer: httpx.Response) -> bool:
    return (
        answer.status_code == 413
        and answer.json()["code"] == "too_large"
        and set(answer.json()["messages"]) == {"it", "en"}
    )


PATHS = ["/hooks/in/{token}", "/hooks/in/{token}/", "/hooks/meta", "/api/auth/login", "/api/auth/login/", "/api/leads",
         "/api/leads/", "/api/imports/", "/api/imports//", "//api/imports", "/API/imports", "/api/imports/x",
         "/sim/graph/1", "/nowhere"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
async def test_a_body_that_announces_too_much_is_refused_unread_on_every_path(
    client: httpx.AsyncClient, cast: Cast, path: str
) -> None:
    body = Body(20)
    headers = cast.ada.headers | {"Content-Length": str(20 * len(PIECE))}
    answer = await client.post(path.format(token=cast.nord_token), content=body, headers=headers)
    assert is_refused(answer), answer.text
    assert body.taken <= len(PIECE)


@pytest.mark.parametrize("path", PATHS)
async def test_a_body_of_unknown_length_is_read_up_to_the_limit_and_no_further(
    client: httpx.AsyncClient, cast: Cast, path: str
) -> None:
    body = Body(40)
    answer = await client.post(path.format(token=cast.nord_token), content=body, headers=cast.ada.headers)
    assert answer.status_code in {404, 405, 307, 413}, answer.text
    assert body.taken <= http.BODY_LIMIT + 2 * len(PIECE)


@pytest.mark.parametrize("path", ["/hooks/in/{token}", "/hooks/meta", "/api/auth/login", "/api/leads"])
async def test_where_the_body_is_read_the_answer_says_that_it_is_too_large(
    client: httpx.AsyncClient, cast: Cast, path: str
) -> None:
    headers = cast.ada.headers | {"Content-Type": "application/json"}
    answer = await client.post(path.format(token=cast.nord_token), content=Body(40), headers=headers)
    assert is_refused(answer), answer.text


async def test_an_upload_has_a_limit_of_its_own_announced_or_not(
    client: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "UPLOAD_LIMIT", 2_000_000)
    head = (
        '--b\r\nContent-Disposition: form-data; name="container_id"\r\n\r\n'
        f"{cast.nord_container}\r\n"
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    ).encode()
    body = Body(60)

    async def multipart() -> AsyncIterator[bytes]:
        yield head
        async for piece in body:
            yield piece
        yield b"\r\n--b--\r\n"

    headers = cast.ada.headers | {"Content-Type": "multipart/form-data; boundary=b"}
    assert is_refused(await client.post("/api/imports", content=multipart(), headers=headers))
    assert body.taken <= 2_000_000 + 2 * len(PIECE)
    body.taken = 0
    announced = headers | {"Content-Length": "6000000"}
    refused = await client.post("/api/imports", content=multipart(), headers=announced)
    assert is_refused(refused)
    assert body.taken == 6_000_000, "a browser reads the answer only when it has sent all of the file"
    assert "100 MB" in refused.json()["detail"]


@pytest.mark.parametrize("shape", ["/hooks/in/{}", "/hooks/in/{}/", "//hooks/in/{}", "/hooks//in/{}", "/hooks/in//{}",
                                   "/Hooks/In/{}", "/x/hooks/in/{}", "/hooks/in/a/{}"])  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
async def test_an_intake_address_is_not_logged_however_it_is_written(
    client: httpx.AsyncClient, cast: Cast, logs: list[dict[str, Any]], shape: str, method: str
) -> None:
    path = shape.format(cast.nord_token)
    await client.request(
        method, httpx.URL("http://127.0.0.1").copy_with(raw_path=path.encode()), params={"telefono": "1"}
    )
    assert [entry["method"] for entry in logs if entry["event"] == "request"] == [method]
    assert cast.nord_token not in repr(logs)


async def test_other_paths_are_logged_with_the_request_s_id(
    client: httpx.AsyncClient, logs: list[dict[str, Any]]
) -> None:
    await client.get("/api/nowhere")
    assert [(entry["path"], entry["status"]) for entry in logs] == [("/api/nowhere", 404)]
