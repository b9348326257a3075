"""The work on one row: cells in, a draft out. One object lives for one row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from goccia.intake.recognition import values
from goccia.intake.recognition.custom import CustomFieldSpec, CustomValue, read_custom
from goccia.intake.recognition.fields import LONGEST, NOT_ASKED, Consent, Notice
from goccia.intake.recognition.lead_draft import LeadDraft
from goccia.intake.recognition.notices import notice
from goccia.intake.recognition.scalars import as_text
from goccia.intake.recognition.shortcuts import read_email, read_phone
from goccia.kit.booleans import parse_yes_no
from goccia.kit.phones import Phone
from goccia.kit.text import clean, fold, split_name

_TEST_MARK: Final = "<test lead: dummy data for"
_TEST_EMAILS: Final = frozenset({"test@fb.com", "test@meta.com"})
_SCIENTIFIC: Final = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+")
_LONGEST_REST: Final = 20_000


class Drafting:
    """The state while one row is read."""

    __slots__ = (
        "answers",
        "cells",
        "custom",
        "labels",
        "now",
        "problems",
        "sources",
        "test",
        "texts",
        "warnings",
    )

    def __init__(
        self,
        labels: Sequence[str],
        sources: Mapping[str, tuple[int, ...]],
        cells: Sequence[object],
        now: datetime,
        notices: Iterable[Notice],
    ) -> None:
        self.labels = labels
        self.sources = sources
        self.cells = cells
        self.now = now
        self.texts = [clean(cell) if isinstance(cell, str) else as_text(cell) for cell in cells]
        self.answers: dict[str, str] = {}
        self.custom: dict[str, CustomValue] = {}
        self.warnings = list(notices)
        self.problems: list[Notice] = []
        self.test = False
        width = len(labels)
        if len(cells) < width:
            self.cells = [*cells, *[""] * (width - len(cells))]
            self.texts += [""] * (width - len(cells))
        elif len(cells) > width:
            self._keep_rest(width)

    def look_for_marks(self, meta_ids: Iterable[int], is_test: bool) -> None:
        """Take Meta's prefixes off ids, blank what Meta withheld, and see whether it is a test lead."""
        self.test = is_test
        texts = self.texts
        for index in meta_ids:
            texts[index] = values.strip_prefix(texts[index])
        for index, text in enumerate(texts):
            if len(text) < 11:
                continue
            if _TEST_MARK in text or text.casefold() in _TEST_EMAILS:
                self.test = True
            elif values.is_withheld(text):
                self.warnings.append(notice("no_permission", self.labels[index], text))
                texts[index] = ""

    def keep(self, indexes: Iterable[int]) -> None:
        """Keep cells as answers, under their labels."""
        for index in indexes:
            if text := self.texts[index]:
                self.answers[self.labels[index]] = text

    def read_custom(self, fields: Iterable[tuple[int, CustomFieldSpec]]) -> None:
        """Read custom fields; what has the wrong type, or comes twice, stays an answer."""
        for index, spec in fields:
            if not self.texts[index]:
                continue
            cell = self.cells[index]
            value, said = read_custom(self.texts[index] if isinstance(cell, str) else cell, spec)
            if said:
                self.warnings.append(said)
            if value is None or spec.key in self.custom:
                self.keep([index])
            else:
                self.custom[spec.key] = value

    def finish(
        self,
        provider: str | None,
        provider_lead_id: str | None,
        received_at: datetime | None,
        *,
        small_ids: frozenset[int],
        row_numbers: frozenset[int],
    ) -> LeadDraft:
        """Read the standard fields and close the draft."""
        if "is_test" in self.sources and parse_yes_no(self._text("is_test")):
            self.test = True
        first_name, last_name = self._names()
        phone = self._phone()
        email_raw, email = self._email()
        own_id, is_meta = self._own_id(small_ids, row_numbers)
        province, region = self._place()
        moment = self._moment() or received_at
        landing_url = self._text("landing_url")
        consented_at = moment or self.now
        address = values.join_address(self._text("address") or "", self._text("street_number") or "")
        source = self._text("source")
        self._judge(phone, email, email_raw)
        privacy = self._consent("privacy_consent", consented_at, landing_url or provider)
        marketing = self._consent("marketing_consent", consented_at, landing_url or provider)
        return LeadDraft(
            first_name=first_name,
            last_name=last_name,
            phone=phone.e164 if phone else None,
            phone_raw=self._fit("phone", phone.raw.strip(), "telefono")
            if phone and phone.raw.strip()
            else None,
            phone_is_mobile=bool(phone and phone.mobile),
            email=email,
            email_raw=email_raw,
            province=province,
            region=region,
            city=self._text("city"),
            postal_code=self._checked("postal_code", values.read_postal_code),
            address=address or None,
            housing_type=self._text("housing_type"),
            campaign=self._text("campaign"),
            ad=self._text("ad"),
            ad_set=self._text("ad_set"),
            form=self._text("form"),
            source=values.read_source(source) if source else None,
            landing_url=landing_url,
            ip_address=self._checked("ip_address", values.read_ip_address),
            otp=self._text("otp"),
            privacy_consent=privacy,
            marketing_consent=marketing,
            received_at=moment,
            provider=provider or ("meta" if is_meta else None),
            provider_lead_id=provider_lead_id or own_id,
            is_test=self.test,
            custom=self.custom,
            answers=self.answers,
            warnings=self.warnings,
            problems=self.problems,
        )

    def _first(self, target: str) -> int | None:
        """Return the surest column of the target that holds something; the others' values become answers."""
        indexes = self.sources.get(target)
        if not indexes:
            return None
        chosen = None
        for index in indexes:
            text = self.texts[index]
            if not text:
                continue
            if chosen is None:
                chosen = index
            elif text != self.texts[chosen]:
                self.answers[self.labels[index]] = text
        return chosen

    def _text(self, target: str) -> str | None:
        index = self._first(target)
        if index is None:
            return None
        return self._fit(target, _one_line(self.texts[index]), self.labels[index]) or None

    def _fit(self, target: str, text: str, label: str) -> str:
        """Cut what is too long for its field, keeping the whole as an answer."""
        if len(text) <= LONGEST[target]:
            return text
        self.answers[label] = text
        self.warnings.append(notice("too_long", label))
        return text[: LONGEST[target]].rstrip()

    def _checked(self, target: str, read: values.Reader) -> str | None:
        index = self._first(target)
        if index is None:
            return None
        value, said = read(_one_line(self.texts[index]), self.labels[index])
        if said:
            self.warnings.append(said)
        if value is None:
            self.keep([index])
        return value

    def _names(self) -> tuple[str | None, str | None]:
        first, last = self._text("first_name"), self._text("last_name")
        full = self._first("full_name")
        if full is None:
            if first and "last_name" not in self.sources and " " in first:
                first, last = (part or None for part in split_name(first))
            return first, last
        name = self._fit("full_name", _one_line(self.texts[full]), self.labels[full])
        if first and last:
            if sorted(fold(name).split()) != sorted(fold(f"{first} {last}").split()):
                self.keep([full])
            return first, last
        if first or last:
            self.keep([full])
            rest = _without(name, first or last or "")
            return (first, rest) if first else (rest, last)
        one, two = split_name(name)
        fit = self._fit("first_name", one, self.labels[full]), self._fit("last_name", two, self.labels[full])
        return fit[0] or None, fit[1] or None

    def _phone(self) -> Phone | None:
        """Read all phone columns: first valid mobile, else first valid number, else first text."""
        found: list[tuple[int, Phone]] = []
        for index in self.sources.get("phone", ()):
            if not self.texts[index]:
                continue
            cell = self.cells[index]
            phone = read_phone(self.texts[index] if isinstance(cell, str) else cell)
            if phone.problem != "empty":
                found.append((index, phone))
        if not found:
            return None
        best = next((one for one in found if one[1].e164 and one[1].mobile), None)
        best = best or next((one for one in found if one[1].e164), None) or found[0]
        for index, phone in found:
            if index != best[0] and (phone.e164 is None or phone.e164 != best[1].e164):
                self.keep([index])
        if not best[1].raw:
            return Phone(best[1].e164, self.texts[best[0]], best[1].problem, best[1].mobile)
        return best[1]

    def _email(self) -> tuple[str | None, str | None]:
        """Return what was received and the first valid address."""
        best: tuple[int, str | None] | None = None
        for index in self.sources.get("email", ()):
            text = self.texts[index]
            if not text:
                continue
            address = read_email(text).address
            if best is None:
                best = index, address
            elif best[1] is None and address:
                self.keep([best[0]])
                best = index, address
            elif address is None or address != best[1]:
                self.keep([index])
        if best is None:
            return None, None
        return self._fit("email", _one_line(self.texts[best[0]]), self.labels[best[0]]), best[1]

    def _judge(self, phone: Phone | None, email: str | None, email_raw: str | None) -> None:
        """Say what is wrong with phone and e-mail, and whether it can be a lead."""
        said = []
        if phone is None:
            said.append(notice("no_phone", "phone"))
        elif phone.e164 is None:
            code = "phone_lost_digits" if phone.problem == "scientific_notation" else "bad_phone"
            said.append(notice(code, "phone", phone.raw))
        if email_raw and email is None:
            said.append(notice("bad_email", "email", email_raw))
        self.warnings += said
        if self.test:
            self.problems.append(notice("test_lead"))
        elif email is None and (phone is None or phone.e164 is None):
            self.problems.append(notice("no_contact"))
            self.problems += [one for one in said if one.code != "no_phone"]

    def _place(self) -> tuple[str | None, str | None]:
        index, told = self._first("province"), self._text("region")
        region = values.read_region(told) if told else None
        if index is None:
            return None, region or told
        label = self.labels[index]
        code, own, said = values.read_province(_one_line(self.texts[index]), label)
        if said:
            self.warnings.append(said)
        if code is None and own is None:
            self.keep([index])
        if told and own and region != own:
            self.keep(self.sources["region"][:1])
        return code, own or region or told

    def _moment(self) -> datetime | None:
        index = self._first("received_at")
        clock = self._first("received_time")
        if index is None:
            self.keep([] if clock is None else [clock])
            return None
        value, said = values.read_moment(
            self._plain(index), None if clock is None else self._plain(clock), self.labels[index], self.now
        )
        if said:
            self.warnings.append(said)
            self.keep([index] if clock is None else [index, clock])
        return value

    def _plain(self, index: int) -> object:
        cell = self.cells[index]
        return self.texts[index] if isinstance(cell, str) else cell

    def _consent(self, target: str, at: datetime, source: str | None) -> Consent:
        index = self._first(target)
        if index is None:
            return NOT_ASKED
        consent, said = values.read_consent(self._plain(index), self.labels[index], at, source)
        if said:
            self.warnings.append(said)
        if said or len(self.texts[index]) > LONGEST[target]:
            self.keep([index])
        return consent

    def _own_id(self, small_ids: frozenset[int], row_numbers: frozenset[int]) -> tuple[str | None, bool]:
        """Return the sender's id of the lead, and whether it bears Meta's prefix. A row number is none."""
        index = self._first("provider_lead_id")
        if index is None:
            return None, False
        text = _one_line(self.texts[index])
        is_row_number = index in row_numbers or (index in small_ids and text.isdigit() and len(text) <= 6)
        if is_row_number or _SCIENTIFIC.fullmatch(text) or len(text) > LONGEST["provider_lead_id"]:
            self.keep([index])
            return None, False
        is_meta = as_text(self.cells[index]).strip().startswith("l:")
        return values.strip_prefix(text) or None, is_meta

    def _keep_rest(self, width: int) -> None:
        """Keep the cells that lie right of the header, and say that the row cannot be trusted."""
        rest = [text for text in self.texts[width:] if text]
        if rest:
            self.problems.append(notice("row_too_wide", None, len(self.texts) - width))
            self.answers["(celle in più)"] = "; ".join(rest)[:_LONGEST_REST]
        self.cells, self.texts = self.cells[:width], self.texts[:width]


def _one_line(text: str) -> str:
    """Put a clean text on one line; most are already."""
    return " ".join(text.split()) if "  " in text or "\n" in text else text


def _without(name: str, part: str) -> str | None:
    """Take the words of one name out of the full name."""
    gone = fold(part).split()
    return " ".join(word for word in name.split() if fold(word) not in gone) or None
