"""`POST /api/leads`: a lead written in by hand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from goccia.core.errors import NotFound
from goccia.identity.access import Everyone
from goccia.intake.manual import AlreadyThere, add_by_hand
from goccia.leads.reading import json_answer, read_lead
from goccia.leads.schemas import Lead

router = APIRouter(tags=["leads"])
Short = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True, pattern=r"^[^\x00]*$")]
Consent = Annotated[str, StringConstraints(pattern="^(given|refused|not_asked)$")]


class LeadInput(BaseModel):
    """A lead as a person types it: any spelling of phone, province and dates. A phone or an e-mail is needed."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"container_id": "01970000-0000-7000-8000-000000000001", "first_name": "Maria",
                          "last_name": "Bianchi", "phone": "333 1234567", "province": "Milano"}]
        },
    )  # fmt: skip
    container_id: UUID
    agent_id: UUID | None = Field(
        default=None, description="Who gets it; none: a goccia. An Agente's lead is their own."
    )
    first_name: Short | None = None
    last_name: Short | None = None
    phone: Short | None = None
    email: Short | None = None
    province: Short | None = None
    city: Short | None = None
    postal_code: Short | None = None
    address: Short | None = None
    housing_type: Short | None = None
    campaign: Short | None = None
    ad: Short | None = None
    ad_set: Short | None = None
    form: Short | None = None
    source: Short | None = None
    landing_url: Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")] | None = None
    ip_address: Short | None = None
    otp: Short | None = None
    privacy_consent: Consent | None = None
    marketing_consent: Consent | None = None
    custom: dict[str, Short | bool | int | float | list[Short]] = Field(default_factory=dict, max_length=100)


_CONSENT_WORDS = {"given": "sì", "refused": "no"}


@router.post(
    "/api/leads",
    status_code=201,
    response_model=Lead,
    responses={409: {"description": "This person is already a lead."}},
)
async def create_lead(access: Everyone, body: LeadInput) -> Response:
    """Write a lead in by hand; it falls a goccia unless an agent is named."""
    tx, user = access.tx, access.user
    if not await tx.fetchval(
        "SELECT true FROM container WHERE id = $1 AND deleted_at IS NULL", body.container_id
    ):
        raise NotFound
    agent_id = user.id if user.role == "agente" else body.agent_id
    fields = body.model_dump(exclude={"container_id", "agent_id", "custom"}, exclude_none=True)
    for name in ("privacy_consent", "marketing_consent"):
        if name in fields:
            fields[name] = _CONSENT_WORDS.get(fields[name])
    fields |= {f"custom:{key}": value for key, value in body.custom.items()}
    async with tx.as_system():
        outcome = await add_by_hand(tx, user.actor, body.container_id, fields, agent_id)
    if outcome.status != "created" or outcome.lead_id is None:
        raise AlreadyThere
    return json_answer(await read_lead(tx, outcome.lead_id), 201)
