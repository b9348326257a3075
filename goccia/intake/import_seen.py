"""The persons of one file: what a record is beside the earlier ones (PRODUCT §4, verdict)."""

from dataclasses import dataclass, field

Placed = tuple[str, int | None]


@dataclass(slots=True)
class Seen:
    """Phone, e-mail and provider id → the row that stands for the person: the first that was no duplicate.

    The `bare` ones are of records without a phone, which are the same person as any that shares the key.
    """

    phones: dict[str, int] = field(default_factory=dict)
    emails: dict[str, int] = field(default_factory=dict)
    bare_emails: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    bare_ids: dict[str, int] = field(default_factory=dict)

    def place(self, number: int, phone: str | None, email: str | None, provider_id: str | None) -> Placed:
        """Say new, duplicate or review of a usable record, with the row it is like; and remember it."""
        root = None
        if provider_id:
            root = (self.bare_ids if phone else self.ids).get(provider_id)
        if root is None and phone:
            root = self.phones.get(phone)
        if root is None and email:
            root = (self.bare_emails if phone else self.emails).get(email)
        doubtful = self.emails.get(email) if root is None and phone and email else None
        stands_for = number if root is None else root
        if phone:
            self.phones.setdefault(phone, stands_for)
        for key, all_, bare in (
            (email, self.emails, self.bare_emails),
            (provider_id, self.ids, self.bare_ids),
        ):
            if key:
                all_.setdefault(key, stands_for)
                if not phone:
                    bare.setdefault(key, stands_for)
        if root is not None:
            return "duplicate", root
        return ("review", doubtful) if doubtful is not None else ("new", None)
