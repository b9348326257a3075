"""The published contract: every operation says that its refusals are problem details."""

from typing import Any

from fastapi import FastAPI

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "A refusal, as RFC 9457: what is wrong and how to mend it, in both languages.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "messages", "errors"],
    "properties": {
        "type": {"type": "string", "examples": ["/problems/not_found"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "In the caller's language."},
        "instance": {"type": "string"},
        "code": {"type": "string", "description": "For programs.", "examples": ["not_found"]},
        "messages": {
            "type": "object",
            "required": ["it", "en"],
            "properties": {"it": {"type": "string"}, "en": {"type": "string"}},
        },
        "errors": {
            "type": "array",
            "description": "One line a field that does not pass.",
            "items": {
                "type": "object",
                "required": ["field", "it", "en"],
                "properties": {name: {"type": "string"} for name in ("field", "it", "en")},
            },
        },
    },
}
_REFUSAL = {
    "description": "Refused: see `code`, `messages` and `errors`.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def describe_refusals(app: FastAPI) -> None:
    """Put the problem details into the contract, in place of FastAPI's own validation errors."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            contract = plain()
            schemas = contract.setdefault("components", {}).setdefault("schemas", {})
            schemas["Problem"] = PROBLEM
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            for operations in contract["paths"].values():
                for operation in operations.values():
                    _describe(operation["responses"])
            app.openapi_schema = contract
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _describe(responses: dict[str, Any]) -> None:
    responses.pop("422", None)
    for status, response in responses.items():
        if status.startswith("4") and "content" not in response:
            response["content"] = _REFUSAL["content"]
    responses["4XX"] = _REFUSAL
