"""The fields of a lead as intake sees them, their bounds, and what is said about a record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

CUSTOM_PREFIX: Final = "custom:"
ANSWER: Final = "answer"

STANDARD_FIELDS: Final = (
    "first_name",
    "last_name",
    "phone",
    "email",
    "province",
    "region",
    "city",
    "postal_code",
    "address",
    "housing_type",
    "campaign",
    "ad",
    "ad_set",
    "form",
    "source",
    "landing_url",
    "ip_address",
    "otp",
    "privacy_consent",
    "marketing_consent",
    "received_at",
)
# Targets that are no field of the lead but become one: a name to split, the sender's own id, parts to join.
JOINED_FIELDS: Final = ("full_name", "provider_lead_id", "street_number", "received_time", "is_test")
# Who a person is and how to reach them: a custom field of such a name does not take the column from the lead itself.
CORE: Final = frozenset({"phone", "email", "first_name", "last_name", "full_name"})
TARGETS: Final = frozenset((*STANDARD_FIELDS, *JOINED_FIELDS, ANSWER))

# Longest text of each field, in characters; what is longer is kept whole as an answer, with a warning.
LONGEST: Final = {
    "first_name": 120,
    "last_name": 120,
    "full_name": 240,
    "phone": 60,
    "email": 254,
    "province": 60,
    "region": 60,
    "city": 120,
    "postal_code": 20,
    "address": 300,
    "street_number": 30,
    "housing_type": 200,
    "campaign": 300,
    "ad": 300,
    "ad_set": 300,
    "form": 300,
    "source": 200,
    "landing_url": 2000,
    "ip_address": 64,
    "otp": 60,
    "provider_lead_id": 200,
    "privacy_consent": 2000,
    "marketing_consent": 2000,
    "received_at": 60,
    "received_time": 60,
    "is_test": 20,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say about a record: a code for programs, the field or key, a sentence for people."""

    code: str
    field: str | None
    it: str
    en: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as the sender reports it; `not_asked` where nothing was said."""

    state: Literal["given", "refused", "not_asked"] = "not_asked"
    text: str | None = None
    at: datetime | None = None
    source: str | None = None


NOT_ASKED: Final = Consent()


def is_target(name: str) -> bool:
    """Tell whether a mapping may name this target: a field, a joined field, an answer or `custom:<key>`."""
    return name in TARGETS or (name.startswith(CUSTOM_PREFIX) and len(name) > len(CUSTOM_PREFIX))
