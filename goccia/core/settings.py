"""Settings of the installation, read from the environment (prefix GOCCIA_)."""

import hashlib
import hmac
import ipaddress
import os
import secrets
from email.utils import parseaddr
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


@lru_cache(maxsize=8)
def _read_networks(text: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(word, strict=False) for word in text.replace(",", " ").split())


class Settings(BaseSettings):
    """Every setting, with its default. README.md lists them for people."""

    model_config = SettingsConfigDict(env_prefix="GOCCIA_", env_ignore_empty=True, extra="ignore")

    home: Path = Field(
        default=Path("data"), description="Folder of the data: database, uploads, secrets, logs."
    )
    host: str = Field(default="127.0.0.1", description="Address the web server listens on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port of the web page and the API.")
    public_url: str | None = Field(
        default=None, description="Address people and providers use, as https://crm.example.it."
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks of the reverse proxy, with commas: its X-Forwarded-For is believed.",
    )
    database_url: str | None = Field(
        default=None, description="Owner's URL of another PostgreSQL (15 or later)."
    )
    database_web_password: SecretStr | None = Field(
        default=None, description="Password of the role goccia_web."
    )
    postgres_bin: Path | None = Field(
        default=None, description="Folder of other PostgreSQL programs to embed."
    )
    postgres_port: int = Field(
        default=0, description="Port of the embedded PostgreSQL; 0: a free one, remembered."
    )
    pool_size: int = Field(default=16, ge=2, description="Database connections of a web process.")
    secret_key: SecretStr | None = Field(
        default=None, description="Key for tokens and stored secrets; made if unset."
    )
    admin_email: str | None = Field(default=None, description="E-mail of the first Admin.")
    admin_password: SecretStr | None = Field(default=None, description="Password of the first Admin.")
    demo: bool = Field(default=True, description="Load demo data when the database is empty.")
    access_minutes: int = Field(default=30, ge=15, description="Life of an access token, in minutes.")
    refresh_days: int = Field(default=30, ge=1, description="Life of a session that is not used, in days.")
    password_cost: str = Field(
        default="normal", pattern="^(normal|lowest)$", description="argon2's cost; lowest for tests."
    )
    meta_app_secret: SecretStr | None = Field(
        default=None, description="App secret that signs Meta's webhooks."
    )
    meta_verify_token: SecretStr | None = Field(
        default=None, description="Token of Meta's webhook verification."
    )
    meta_graph_url: str | None = Field(
        default=None, description="Address of the Graph API; unset: the simulator."
    )
    smtp_url: SecretStr | None = Field(
        default=None,
        description="Mail server, as smtp://user:password@host:587; unset: mails stay in the outbox.",
    )
    mail_from: str | None = Field(
        default=None, description="Sender of the mails, as Goccia <crm@example.it>."
    )
    reconcile_minutes: int = Field(default=10, ge=1, description="How often each Meta form is read again.")
    log_level: str = Field(default="info", description="debug, info, warning or error.")

    @cached_property
    def key(self) -> bytes:
        """The installation's secret key: from the settings, or made once and kept in the home folder (mode 0600)."""
        if self.secret_key:
            return self.secret_key.get_secret_value().encode()
        path = self.home / "secret.key"
        if not path.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".secret.{os.getpid()}.{secrets.token_hex(4)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
            try:
                path.hardlink_to(draft)  # fails if another process was first: then its key counts
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_bytes()

    def derived(self, purpose: str) -> str:
        """A secret for one purpose, derived from the key (hex, 64 characters)."""
        return hmac.new(self.key, purpose.encode(), hashlib.sha256).hexdigest()

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, text: str) -> str:
        _read_networks(text)
        return text

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            parts = urlsplit(url.get_secret_value())
            if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.port == 0:
                raise ValueError("smtp://user:password@host:587 or smtps://user:password@host:465 is needed")
        return url

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, text: str | None) -> str | None:
        if text is not None and "@" not in parseaddr(text)[1]:
            raise ValueError("a sender as Goccia <crm@example.it> is needed")
        return text

    @property
    def proxies(self) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
        """The networks of `trusted_proxies`."""
        return _read_networks(self.trusted_proxies)

    @property
    def web_password(self) -> str:
        """Password of the database role `goccia_web`."""
        if self.database_web_password:
            return self.database_web_password.get_secret_value()
        return self.derived("database role goccia_web")

    @property
    def base_url(self) -> str:
        """The address without a slash at its end."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def sender(self) -> str:
        """Whom mails are from."""
        return self.mail_from or f"Goccia <goccia@{urlsplit(self.base_url).hostname}>"

    @property
    def graph_url(self) -> str:
        """Graph's address: the real one, or the simulator that this server carries."""
        return (self.meta_graph_url or f"http://127.0.0.1:{self.port}/sim/graph").rstrip("/")

    @property
    def meta_secret(self) -> str:
        """The secret that signs Meta's webhooks; with the simulator one of our own."""
        return (
            self.meta_app_secret.get_secret_value()
            if self.meta_app_secret
            else self.derived("meta app secret")
        )

    @property
    def meta_token(self) -> str:
        """The token of the webhook's verification; with the simulator one of our own."""
        return (
            self.meta_verify_token.get_secret_value()
            if self.meta_verify_token
            else self.derived("meta verify")[:32]
        )
