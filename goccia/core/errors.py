"""Refusals: typed errors that know their status and say, in Italian and English, what is wrong and how to mend it."""

from typing import Any, ClassVar
from uuid import UUID


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a failure of the program
    """Something we will not do, and why. Subclasses say `status`, `code` and both sentences."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    it: ClassVar[str] = "La richiesta non è valida."
    en: ClassVar[str] = "The request is not valid."

    def __init__(
        self,
        *,
        errors: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
        **values: Any,
    ):
        self.messages = {"it": self.it.format(**values), "en": self.en.format(**values)}
        self.errors = errors or []
        self.headers = headers or {}
        self.values = values
        super().__init__(self.messages["en"])


class NotFound(Refusal):
    """Missing, or not yours to see: the two answer alike."""

    status = 404
    code = "not_found"
    it = "Non trovato: non esiste, o non è visibile con i tuoi permessi."
    en = "Not found: it does not exist, or your permissions do not show it."


class Moved(Refusal):
    """The record is another one by now: the same request, with the body it had, is to be made to that one."""

    status = 308
    code = "moved"
    it = "Questo record è stato unito a un altro."
    en = "This record was merged into another one."

    def __init__(self, *, was: UUID, is_now: UUID):
        super().__init__()
        self.was, self.is_now = was, is_now


class NotLoggedIn(Refusal):
    """No valid token came with the request."""

    status = 401
    code = "not_logged_in"
    it = "Accesso richiesto: effettua il login."
    en = "Please log in."


class Forbidden(Refusal):
    """The role may not do this at all."""

    status = 403
    code = "forbidden"
    it = "Il tuo ruolo non permette questa operazione."
    en = "Your role does not allow this."


class Conflict(Refusal):
    """It cannot be done in the present state."""

    status = 409
    code = "conflict"
    it = "{it}"
    en = "{en}"


class Invalid(Refusal):
    """Fields that do not pass; `errors` names them."""

    status = 422
    code = "invalid"
    it = "Alcuni dati non sono validi: correggi i campi indicati."
    en = "Some of the data are not valid: please correct the fields named."


class TooLarge(Refusal):
    """The body is over the limit."""

    status = 413
    code = "too_large"
    it = "Troppo grande: il limite è di {limit} MB. Dividi il file o i dati e invia le parti."
    en = "Too large: the limit is {limit} MB. Split the file or the data and send the parts."


class TooMany(Refusal):
    """Throttled."""

    status = 429
    code = "too_many_requests"
    it = "Troppi tentativi: riprova fra {seconds} secondi."
    en = "Too many attempts: try again in {seconds} seconds."


def field_error(field: str, it: str, en: str) -> dict[str, str]:
    """One line of `errors`."""
    return {"field": field, "it": it, "en": en}


def invalid(field: str, it: str, en: str) -> Invalid:
    """A refusal about a single field."""
    return Invalid(errors=[field_error(field, it, en)])
