"""The local twin of browsers and their push service: it checks who sends, and reads what only a browser can."""

import base64
from dataclasses import dataclass, field
from typing import Any

import http_ece
import httpx
import jwt
import orjson
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from goccia.kit.ids import uuid7


def unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Browser:
    """A browser that asked for push."""

    def __init__(self) -> None:
        self.endpoint = f"https://fcm.googleapis.com/fcm/send/{uuid7().hex}"
        self.auth = b"sixteen bytes ok"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.shown: list[dict[str, Any]] = []

    @property
    def subscription(self) -> dict[str, Any]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "keys": {"p256dh": unpadded(point), "auth": unpadded(self.auth)}}

    def read(self, sealed: bytes) -> None:
        opened = http_ece.decrypt(sealed, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        self.shown.append(orjson.loads(opened))


@dataclass
class PushService:
    """Answers as it is told, once for each time, and otherwise brings messages to its browsers."""

    public_key: str
    browsers: list[Browser] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self._check_sender(request)
        if self.answers:
            return httpx.Response(self.answers.pop(0))
        (browser,) = [one for one in self.browsers if one.endpoint == str(request.url)]
        assert request.headers["Content-Encoding"] == "aes128gcm"
        browser.read(request.content)
        return httpx.Response(201)

    def _check_sender(self, request: httpx.Request) -> None:
        words = request.headers["Authorization"].removeprefix("vapid ").split(", ")
        said = dict(word.split("=", 1) for word in words)
        assert said["k"] == self.public_key
        raw = base64.urlsafe_b64decode(self.public_key + "=" * (-len(self.public_key) % 4))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
        claims = jwt.decode(said["t"], key, algorithms=["ES256"], audience="https://fcm.googleapis.com")
        assert claims["sub"].startswith("mailto:")
        assert len(request.headers["Topic"]) <= 32
