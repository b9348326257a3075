"""Serves the built front end from the same origin: hashed files for a year, the page itself never cached."""

from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

DIST = Path(__file__).resolve().parent.parent.parent / "web" / "dist"
NOT_PAGES = ("api/", "hooks/", "sim/", "assets/", "docs/")
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
    " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
SECURITY = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Headers of every page."""


class FrontEnd(StaticFiles):
    """Static files, with every other path answered by the one page (its router takes it from there)."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file of the build, or the page."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith(NOT_PAGES):
                raise
            response = FileResponse(DIST / "index.html")
        hashed = path.startswith("assets/") and response.status_code == 200
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        response.headers.update(SECURITY)
        return response


def mount_frontend(app: FastAPI) -> None:
    """Serve web/dist at the root, where it has been built."""
    if (DIST / "index.html").exists():
        app.mount("/", FrontEnd(directory=DIST, html=True), name="frontend")
