"""One record of a delivery made a draft of a lead."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from goccia.intake.recognition.custom import CustomFieldSpec
from goccia.intake.recognition.lead_draft import LeadDraft
from goccia.intake.recognition.payload import RawRecord
from goccia.intake.recognition.plan import Origin, compile_mapping

__all__ = ["LeadDraft", "make_draft"]


def make_draft(
    record: RawRecord,
    mapping: Mapping[str, str] | None,
    custom_fields: Sequence[CustomFieldSpec],
    now: datetime,
) -> LeadDraft:
    """Draft a lead from one record of a delivery. `mapping` (key → target) goes before the aliases; `now`
    is aware.

    Never raises for what the record holds: what is wrong is in the draft's warnings and problems.
    """
    plan = compile_mapping(list(record.values), mapping, custom_fields)
    origin = Origin(
        record.provider, record.provider_lead_id, record.is_test, record.received_at, record.notices
    )
    return plan.draft(list(record.values.values()), now, origin)
