"""A lead as one record gives it: every standard field normalised, the rest as custom values and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from goccia.intake.recognition.custom import CustomValue
from goccia.intake.recognition.fields import NOT_ASKED, Consent, Notice


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """What a record says about a lead. Texts are clean and within bounds; None is what was not said.

    `phone` is E.164 and `email` a lower-case address; their `_raw` are as received. `received_at` is the
    moment the sender names, aware UTC. `answers` holds, under the sender's own labels, what no field
    could take. `problems` tell why it cannot be a lead; a draft without problems has a phone or an
    e-mail.
    """

    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    phone_raw: str | None = None
    phone_is_mobile: bool = False
    email: str | None = None
    email_raw: str | None = None
    province: str | None = None
    region: str | None = None
    city: str | None = None
    postal_code: str | None = None
    address: str | None = None
    housing_type: str | None = None
    campaign: str | None = None
    ad: str | None = None
    ad_set: str | None = None
    form: str | None = None
    source: str | None = None
    landing_url: str | None = None
    ip_address: str | None = None
    otp: str | None = None
    privacy_consent: Consent = NOT_ASKED
    marketing_consent: Consent = NOT_ASKED
    received_at: datetime | None = None
    provider: str | None = None
    provider_lead_id: str | None = None
    is_test: bool = False
    custom: Mapping[str, CustomValue] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[Notice] = ()
    problems: Sequence[Notice] = ()
