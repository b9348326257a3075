"""The cookies of a session: access and refresh token out of reach of scripts, the CSRF value within it."""

import secrets

from fastapi import Request, Response

from goccia.core.settings import Settings
from goccia.identity.access import ACCESS_COOKIE, CSRF_COOKIE, REFRESH_COOKIE
from goccia.identity.sessions import Opened

REFRESH_PATH = "/api/auth"


def set_session(request: Request, response: Response, settings: Settings, opened: Opened) -> None:
    """Give the browser its session. The CSRF value stays the same while other tabs use it."""
    secure = settings.base_url.startswith("https://")
    days = settings.refresh_days * 24 * 3600
    csrf = request.cookies.get(CSRF_COOKIE) or secrets.token_urlsafe(24)
    response.set_cookie(
        ACCESS_COOKIE, opened.answer.access_token, max_age=settings.access_minutes * 60,
        httponly=True, secure=secure, samesite="lax",
    )  # fmt: skip
    response.set_cookie(
        REFRESH_COOKIE,
        opened.refresh_token,
        max_age=days,
        path=REFRESH_PATH,
        httponly=True,
        secure=secure,
        samesite="lax",
    )
    response.set_cookie(CSRF_COOKIE, csrf, max_age=days, secure=secure, samesite="lax")


def clear_session(response: Response) -> None:
    """Take the cookies back."""
    response.delete_cookie(ACCESS_COOKIE)
    response.delete_cookie(REFRESH_COOKIE, path=REFRESH_PATH)
    response.delete_cookie(CSRF_COOKIE)
