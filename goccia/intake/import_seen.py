"""The persons of one file: what a record is beside the earlier ones (PRODUCT §4, verdict)."""

from dataclasses import dataclass, field

Placed = tuple[str, int | None]


@dataclass(slots=True)
class Seen:
    """Phone, e-mail and provider id → the row that stands for the person: the first that was no duplicate.

    As a lead does, a person gets a phone from the first record that has one: from then on the same e-mail with another
    phone is to be reviewed. `bare_ids` are of records without a phone, which match any with the same provider id.
    """

    phones: dict[str, int] = field(default_factory=dict)
    emails: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    bare_ids: dict[str, int] = field(default_factory=dict)
    without_phone: set[int] = field(default_factory=set)

    def place(self, number: int, phone: str | None, email: str | None, provider_id: str | None) -> Placed:
        """Say new, duplicate or review of a usable record, with the row it is like; and remember it."""
        root = None
        if provider_id:
            root = (self.bare_ids if phone else self.ids).get(provider_id)
        if root is None and phone:
            root = self.phones.get(phone)
        same_email = self.emails.get(email) if email else None
        if root is None and same_email is not None and (not phone or same_email in self.without_phone):
            root = same_email
        self._remember(number if root is None else root, phone, email, provider_id, is_new=root is None)
        if root is not None:
            return "duplicate", root
        return ("review", same_email) if same_email is not None else ("new", None)

    def _remember(
        self, root: int, phone: str | None, email: str | None, provider_id: str | None, *, is_new: bool
    ) -> None:
        if phone:
            self.phones.setdefault(phone, root)
            self.without_phone.discard(root)
        elif is_new:
            self.without_phone.add(root)
        if email:
            self.emails.setdefault(email, root)
        if provider_id:
            self.ids.setdefault(provider_id, root)
            if not phone:
                self.bare_ids.setdefault(provider_id, root)
