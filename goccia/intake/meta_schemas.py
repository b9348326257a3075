"""What goes in and out of the routes about Meta's pages, forms and leads."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from goccia.kit.text import clean_line

META_ID = r"^[0-9A-Za-z][0-9A-Za-z_:.\-]{0,99}$"
TokenState = Literal["unknown", "ok", "dead", "no_permission"]
MetaLeadState = Literal[
    "waiting", "unsorted", "done", "test", "kept", "gone", "no_permission", "token_dead", "failed"
]


MetaId = Annotated[
    str, Field(pattern=META_ID, description="Meta's id, as text.", examples=["102030405060708"])
]
PathId = Annotated[str, Path(pattern=META_ID, description="Meta's id.", examples=["102030405060708"])]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(clean_line)]


class Input(BaseModel):
    """Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Words(BaseModel):
    """A sentence in both languages."""

    it: str
    en: str


class Named(BaseModel):
    """A record of Goccia with its name."""

    id: UUID
    name: str


class NamedByMeta(BaseModel):
    """A page or form of Meta with its name, where we know it."""

    id: str
    name: str | None


class PageInput(Input):
    """A Facebook page and its token."""

    name: Name = Field(examples=["Goccia Energia"])
    access_token: SecretStr = Field(
        min_length=1,
        max_length=1000,
        description="The page's access token. Stored encrypted; no answer ever holds it.",
        examples=["EAAB…"],
    )


class PageOut(BaseModel):
    """A page, with the state of its token."""

    page_id: str
    name: str
    token_state: TokenState = Field(
        description="dead and no_permission are alarms: leads wait until somebody acts."
    )
    problem: Words | None = Field(description="What Meta said last, in words.")
    checked_at: datetime | None
    forms: int = Field(description="Forms of this page that are connected.")
    waiting: int = Field(description="Leads of this page that wait for Meta's data.")
    created_at: datetime


class PageList(BaseModel):
    """Pages, by name."""

    items: list[PageOut]
    next_cursor: str | None = None


class PageCheck(BaseModel):
    """What Meta answered just now."""

    ok: bool
    page: PageOut
    problem: Words | None
    subscribed: bool = Field(description="Whether the page now sends us its leads.")


class FormInput(Input):
    """Where the leads of a form go."""

    page_id: MetaId
    container_id: UUID | None = Field(description="null: its leads wait in Da smistare.")
    mapping: (
        dict[
            Annotated[str, Field(min_length=1, max_length=200), AfterValidator(clean_line)],
            Annotated[str, Field(max_length=100), AfterValidator(clean_line)],
        ]
        | None
    ) = Field(
        default=None,
        max_length=300,
        description="Question key → field of the lead, `custom:<key>` or `answer`. Absent: as it was.",
        examples=[{"quando_richiamare?": "answer", "consumo": "custom:consumo"}],
    )


class FormOut(BaseModel):
    """A form and its container."""

    form_id: str
    name: str | None = Field(description="As Meta calls it; null until it was asked.")
    page_id: str
    page: NamedByMeta
    container_id: UUID | None
    container: Named | None
    unit: Named | None
    mapping: dict[str, str]
    reconciled_to: datetime | None = Field(
        description="Leads made up to here have been compared with Meta's list."
    )
    reconciled_at: datetime | None
    problem: Words | None
    waiting: int = Field(description="Leads of this form that wait.")
    created_at: datetime


class FormList(BaseModel):
    """Forms, by name."""

    items: list[FormOut]
    next_cursor: str | None = None


class Person(BaseModel):
    """Who filled in the form, as far as Meta has told us."""

    name: str | None
    phone: str | None
    email: str | None


class MetaLeadOut(BaseModel):
    """A lead that Meta announced, and how far it has come."""

    leadgen_id: str
    page: NamedByMeta | None
    form: NamedByMeta | None
    container: Named | None
    via: Literal["webhook", "reconcile"]
    state: MetaLeadState
    attempts: int
    next_try_at: datetime | None
    problem: Words | None
    person: Person | None
    lead_id: UUID | None
    received_at: datetime
    updated_at: datetime


class MetaLeadPage(BaseModel):
    """Announced leads, newest first."""

    items: list[MetaLeadOut]
    next_cursor: str | None = None


class AssignContainer(Input):
    """The container a person chose for one lead."""

    container_id: UUID


class MetaStatus(BaseModel):
    """What is needed to connect Meta, and how it stands."""

    webhook_url: str = Field(description="The callback address to enter at Meta.")
    verify_token: str | None = Field(description="The verification token to enter at Meta; for Admins only.")
    simulator: bool = Field(description="Meta is simulated by this server (GOCCIA_META_GRAPH_URL is unset).")
    problem: Words | None = Field(description="A setting without which nothing can arrive from Meta.")
    pages: int
    alarms: int = Field(description="Pages whose token is dead or lacks a permission.")
    leads: dict[MetaLeadState, int] = Field(description="Announced leads that are not done, by state.")


class TestLeadSent(BaseModel):
    """The simulated lead is on its way."""

    __test__ = False

    leadgen_id: str
