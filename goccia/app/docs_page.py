"""`/api/docs`: the API's documentation, shown by a viewer that the front end's build carries along."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from goccia.app.frontend import SECURITY

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Goccia API</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<noscript>The document itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
<div id="viewer"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs-init.js"></script>
</body>
</html>
"""


async def api_docs(_: Request) -> HTMLResponse:
    """The viewer; it reads /api/openapi.json."""
    return HTMLResponse(_PAGE, headers=SECURITY)
