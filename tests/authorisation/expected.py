"""Who gets what answer from each route. A new route needs a line here: its test fails until it has one.

The records in a path are of unit Nord: Anna's lead, Anna herself, Nord's container (see stage.py). Anna and Bruno are
Agenti of Nord, Carla of Sud; Rita leads Nord and Remo Sud, both allowed to configure; Ada is the Admin.
Nobody, a deactivated user and an expired token get 401 everywhere but at the public routes.
"""

from collections.abc import Callable
from typing import Any

from tests.authorisation.stage import Stage

PEOPLE = ("anna", "bruno", "carla", "rita", "remo", "ada")
OUTSIDE = ("nobody", "deactivated", "expired")

# Method, path, then the answer to anna, bruno, carla, rita, remo, ada.
LINES = """
POST   /api/auth/logout-all                        204 204 204 204 204 204
POST   /api/auth/password                          204 204 204 204 204 204
GET    /api/me                                     200 200 200 200 200 200
PATCH  /api/me                                     200 200 200 200 200 200
GET    /api/stream                                 200 200 200 200 200 200

GET    /api/units                                  200 200 200 200 200 200
POST   /api/units                                  403 403 403 403 403 201
GET    /api/units/{unit_id}                        200 200 404 200 404 200
PATCH  /api/units/{unit_id}                        403 403 403 200 404 200
DELETE /api/units/{unit_id}                        403 403 403 403 403 409
POST   /api/units/{unit_id}/copy-configuration     403 403 403 403 403 200
GET    /api/containers                             200 200 200 200 200 200
POST   /api/containers                             403 403 403 201 404 201
GET    /api/containers/{container_id}              200 200 404 200 404 200
PATCH  /api/containers/{container_id}              403 403 403 200 404 200
DELETE /api/containers/{container_id}              403 403 403 409 404 409
POST   /api/containers/{container_id}/rotate-token 403 403 403 200 404 200
GET    /api/containers/{container_id}/team         403 403 403 200 404 200
PUT    /api/containers/{container_id}/team         403 403 403 200 404 200
GET    /api/containers/{container_id}/register     200 200 404 200 404 200
POST   /api/containers/{container_id}/test-lead    403 403 403 202 404 202
GET    /api/containers/{container_id}/rehearsal    403 403 403 200 404 200
POST   /api/containers/{container_id}/rehearsal    403 403 403 200 404 200

GET    /api/users                                  403 403 403 200 200 200
POST   /api/users                                  403 403 403 201 422 201
GET    /api/users/{user_id}                        403 403 403 200 404 200
PATCH  /api/users/{user_id}                        403 403 403 200 404 200
DELETE /api/users/{user_id}                        403 403 403 409 404 409
POST   /api/users/{user_id}/activate               403 403 403 200 404 200
POST   /api/users/{user_id}/deactivate             403 403 403 200 404 200
GET    /api/users/{user_id}/open-leads             403 403 403 200 404 200
POST   /api/users/{user_id}/hand-over              403 403 403 200 404 200
POST   /api/users/{user_id}/reset-password         403 403 403 200 404 200
POST   /api/users/{user_id}/invite                 403 403 403 202 404 202
POST   /api/users/{user_id}/pause                  200 404 404 200 404 200
POST   /api/users/{user_id}/resume                 200 404 404 200 404 200

GET    /api/esiti                                  200 200 200 200 200 200
POST   /api/esiti                                  403 403 403 201 404 201
PUT    /api/esiti/order                            403 403 403 200 404 200
GET    /api/esiti/{esito_id}                       200 200 404 200 404 200
GET    /api/esiti/{esito_id}/usage                 403 403 403 200 404 200
POST   /api/esiti/{esito_id}/retire                403 403 403 200 404 200
GET    /api/esiti/{esito_id}/returns               403 403 403 200 404 200
PATCH  /api/esiti/{esito_id}                       403 403 403 200 404 200
DELETE /api/esiti/{esito_id}                       403 403 403 204 404 204
GET    /api/custom-fields                          200 200 200 200 200 200
POST   /api/custom-fields                          403 403 403 201 404 201
GET    /api/custom-fields/{field_id}               200 200 404 200 404 200
PATCH  /api/custom-fields/{field_id}               403 403 403 200 404 200
DELETE /api/custom-fields/{field_id}               403 403 403 204 404 204

GET    /api/views                                  200 200 200 200 200 200
POST   /api/views                                  403 403 404 201 404 201
GET    /api/views/{view_id}                        200 200 404 200 404 200
PATCH  /api/views/{view_id}                        403 403 404 200 404 200
DELETE /api/views/{view_id}                        403 403 404 204 404 204
PUT    /api/views/{view_id}/default                204 204 404 204 404 204
DELETE /api/views/{view_id}/default                204 204 404 204 404 204

GET    /api/leads                                  200 200 200 200 200 200
POST   /api/leads                                  201 201 404 201 404 201
GET    /api/leads/pipeline                         200 200 200 200 200 200
GET    /api/leads/export.xlsx                      403 403 403 200 200 200
POST   /api/leads/export                           403 403 403 200 200 200
POST   /api/leads/esito                            403 403 403 200 404 200
POST   /api/leads/restore                          403 403 403 200 404 200
POST   /api/leads/trash                            403 403 403 200 404 200
POST   /api/leads/assign                           403 403 403 200 404 200
GET    /api/leads/duplicates                       403 403 403 200 200 200
GET    /api/leads/{id}/comparison                  403 403 403 200 404 200
POST   /api/leads/{id}/merge                       403 403 403 200 404 200
GET    /api/returns                                200 200 200 200 200 200
GET    /api/returns/summary                        403 403 403 200 200 200
POST   /api/returns/decide                         403 403 403 200 404 200
POST   /api/returns/answer                         403 403 403 200 404 200
POST   /api/returns/files                          403 403 403 201 404 201
GET    /api/returns/files/{file_id}/content        403 403 403 200 404 200
POST   /api/leads/{id}/told-apart                  403 403 403 204 404 204
GET    /api/leads/{id}                             200 404 404 200 404 200
PATCH  /api/leads/{id}                             200 404 404 200 404 200
DELETE /api/leads/{id}                             403 403 403 204 404 204
POST   /api/leads/{id}/restore                     403 403 403 200 404 200
GET    /api/leads/{id}/neighbours                  200 404 404 200 404 200
POST   /api/leads/{id}/esito                       200 404 404 200 404 200
POST   /api/leads/{id}/notes                       201 404 404 201 404 201
GET    /api/leads/{id}/timeline                    200 404 404 200 404 200
GET    /api/leads/{lead_id}/distribution           200 404 404 200 404 200
GET    /api/offers                                 200 200 200 200 200 200
POST   /api/offers/{offer_id}/claim                200 404 404 404 404 404
GET    /api/today                                  200 200 200 200 200 200
GET    /api/dashboard                              200 200 200 200 200 200
GET    /api/briefing                               403 403 403 200 200 200
GET    /api/radar                                  403 403 403 200 200 200
POST   /api/radar/snooze                           403 403 403 204 404 204
POST   /api/origins/pause                          403 403 403 200 404 200
POST   /api/origins/resume                         403 403 403 200 404 200
POST   /api/reports/run                            200 200 200 200 200 200
POST   /api/reports/export                         403 403 403 200 200 200
GET    /api/reports                                200 200 200 200 200 200
POST   /api/reports                                201 201 201 201 201 201
GET    /api/reports/{report_id}                    404 404 404 200 404 200
PATCH  /api/reports/{report_id}                    404 404 404 200 404 200
DELETE /api/reports/{report_id}                    404 404 404 204 404 204
GET    /api/reports/{report_id}/schedule           404 404 404 200 404 200
PUT    /api/reports/{report_id}/schedule           403 403 403 200 404 200
DELETE /api/reports/{report_id}/schedule           404 404 404 204 404 204
PUT    /api/reports/{report_id}/schedule/me        404 404 404 200 404 200
POST   /api/reports/{report_id}/schedule/send      404 404 404 202 404 202
GET    /api/reports/{report_id}/readers            404 404 404 200 404 200

GET    /api/imports                                403 403 403 200 200 200
POST   /api/imports                                403 403 403 201 404 201
GET    /api/imports/{import_id}                    403 403 403 200 404 200
PATCH  /api/imports/{import_id}                    403 403 403 200 404 200
GET    /api/imports/{import_id}/rows               403 403 403 200 404 200
POST   /api/imports/{import_id}/rows/{number}/decide 403 403 403 200 404 200
POST   /api/imports/{import_id}/commit             403 403 403 200 404 200
POST   /api/imports/{import_id}/undo               403 403 403 409 404 409
GET    /api/imports/{import_id}/rejected.xlsx      403 403 403 200 404 200
GET    /api/ways-in                                403 403 403 200 200 200
GET    /api/file-mappings                          403 403 403 200 200 200
PATCH  /api/file-mappings/{unit_id}/{fingerprint}  403 403 403 200 404 200
DELETE /api/file-mappings/{unit_id}/{fingerprint}  403 403 403 204 404 204
GET    /api/installation                           403 403 403 403 403 200
GET    /api/deliveries                             403 403 403 200 200 200
POST   /api/deliveries/{delivery_id}/replay        403 403 403 200 404 200
GET    /api/notifications                          200 200 200 200 200 200
GET    /api/notifications/unread                   200 200 200 200 200 200
POST   /api/notifications/read                     200 200 200 200 200 200
GET    /api/notifications/preferences              200 200 200 200 200 200
PATCH  /api/notifications/preferences              200 200 200 200 200 200
GET    /api/push                                   200 200 200 200 200 200
POST   /api/push/subscriptions                     201 201 201 201 201 201
DELETE /api/push/subscriptions/{subscription_id}   204 404 404 404 404 404
GET    /api/outbox                                 403 403 403 403 403 200
GET    /api/outbox/{mail_id}                       403 403 403 403 403 200
POST   /api/outbox/{mail_id}/send-again            403 403 403 403 403 202
GET    /api/outbox/{mail_id}/attachments/{number} 403 403 403 403 403 200
GET    /api/meta/status                            403 403 403 200 200 200
GET    /api/meta/pages                             403 403 403 403 403 200
PUT    /api/meta/pages/{page_id}                   403 403 403 403 403 200
DELETE /api/meta/pages/{page_id}                   403 403 403 403 403 204
POST   /api/meta/pages/{page_id}/check             403 403 403 403 403 200
GET    /api/meta/forms                             403 403 403 200 200 200
PUT    /api/meta/forms/{form_id}                   403 403 403 403 403 200
DELETE /api/meta/forms/{form_id}                   403 403 403 403 403 204
GET    /api/meta/leads                             403 403 403 200 200 200
POST   /api/meta/leads/{leadgen_id}/retry          403 403 403 200 404 200
POST   /api/meta/leads/{leadgen_id}/assign         403 403 403 200 404 200
"""

# Routes that ask for no login: the same answer for everybody.
PUBLIC = """
GET    /api/health                                 503
POST   /api/auth/login                             200
POST   /api/auth/refresh                           401
POST   /api/auth/forgotten                         202
POST   /api/auth/new-password                      410
GET    /api/unsubscribe                            303
POST   /api/unsubscribe                            404
POST   /api/auth/logout                            204
GET    /hooks/in/{intake_token}                    200
POST   /hooks/in/{intake_token}                    200
GET    /hooks/meta                                 403
POST   /hooks/meta                                 403
"""

# What a request needs beside its path, as httpx takes it.
REQUESTS: dict[str, Callable[[Stage], dict[str, Any]]] = {
    "POST /api/auth/login": lambda s: {
        "json": {"email": s.cast.anna.email, "password": "una password lunga"}
    },
    "POST /api/auth/password": lambda _: {
        "json": {"current_password": "una password lunga", "new_password": "un'altra password"}
    },
    "POST /api/auth/forgotten": lambda s: {"json": {"email": f"nessuno.{s.mark}@example.it"}},
    "POST /api/auth/new-password": lambda _: {
        "json": {"token": "not a link", "new_password": "un'altra password"}
    },
    "PATCH /api/me": lambda _: {"json": {"language": "en"}},
    "POST /api/units": lambda _: {"json": {"name": "Est"}},
    "PATCH /api/units/{unit_id}": lambda _: {"json": {"name": "Nord Est"}},
    "POST /api/units/{unit_id}/copy-configuration": lambda s: {"json": {"from_unit_id": str(s.cast.sud)}},
    "POST /api/containers": lambda s: {"json": {"unit_id": str(s.cast.nord), "name": "Eolico"}},
    "PATCH /api/containers/{container_id}": lambda _: {"json": {"name": "Eolico"}},
    "PUT /api/containers/{container_id}/team": lambda s: {"json": [{"user_id": str(s.cast.anna.id)}]},
    "POST /api/containers/{container_id}/rehearsal": lambda _: {"json": {"day": "2026-01-20"}},
    "POST /api/users": lambda s: {
        "json": {
            "email": f"nuovo.{s.mark}@example.it",
            "first_name": "Nuovo",
            "last_name": "Venuto",
            "role": "agente",
            "unit_ids": [str(s.cast.nord)],
        }
    },
    "PATCH /api/users/{user_id}": lambda _: {"json": {"first_name": "Annalisa"}},
    "POST /api/users/{user_id}/hand-over": lambda _: {"json": {"groups": {"new": "goccia"}}},
    "POST /api/users/{user_id}/deactivate": lambda _: {"json": {"open_leads": "goccia"}},
    "POST /api/esiti": lambda s: {"json": {"name": "Perizia", "unit_id": str(s.cast.nord)}},
    "PUT /api/esiti/order": lambda s: {"json": [str(s.esito)]},
    "POST /api/esiti/{esito_id}/retire": lambda s: {"json": {"replacement_id": str(s.substitute)}},
    "PATCH /api/esiti/{esito_id}": lambda _: {"json": {"name": "Perizia"}},
    "POST /api/custom-fields": lambda s: {"json": {"label": "Tetto", "unit_id": str(s.cast.nord)}},
    "PATCH /api/custom-fields/{field_id}": lambda _: {"json": {"label": "Tetto"}},
    "POST /api/views": lambda s: {"json": {"name": "Da richiamare", "unit_id": str(s.cast.nord)}},
    "PATCH /api/views/{view_id}": lambda _: {"json": {"name": "Da richiamare"}},
    "POST /api/leads": lambda s: {
        "json": {"container_id": str(s.cast.nord_container), "phone": "+39 347 1234567"}
    },
    "GET /api/unsubscribe": lambda _: {"params": {"token": "nobody-s"}},
    "POST /api/unsubscribe": lambda _: {"params": {"token": "nobody-s"}},
    "PATCH /api/notifications/preferences": lambda _: {"json": {"digest_at": "09:15"}},
    "POST /api/push/subscriptions": lambda _: {
        "json": {"endpoint": "https://fcm.googleapis.com/fcm/send/x", "keys": {"p256dh": "BA", "auth": "BA"}}
    },
    "POST /api/notifications/read": lambda _: {"json": {}},
    "POST /api/leads/export": lambda s: {"json": {"lead_ids": [str(s.lead)]}},
    "POST /api/leads/esito": lambda s: {"json": {"lead_ids": [str(s.lead)], "esito_id": str(s.esito)}},
    "POST /api/leads/restore": lambda s: {"json": {"lead_ids": [str(s.lead)]}},
    "POST /api/leads/trash": lambda s: {"json": {"lead_ids": [str(s.lead)]}},
    "POST /api/leads/assign": lambda s: {
        "json": {"lead_ids": [str(s.lead)], "to": {"agent_id": str(s.cast.bruno.id)}}
    },
    "GET /api/leads/{id}/comparison": lambda s: {"params": {"other_id": str(s.twin)}},
    "POST /api/leads/{id}/merge": lambda s: {"json": {"other_id": str(s.twin)}},
    "POST /api/leads/{id}/told-apart": lambda s: {"json": {"other_id": str(s.twin)}},
    "GET /api/returns/summary": lambda _: {"params": {"month": "2026-11"}},
    "POST /api/returns/decide": lambda s: {"json": {"ids": [str(s.confirmed)], "decision": "discarded"}},
    "POST /api/returns/answer": lambda s: {"json": {"ids": [str(s.sent)], "answer": "accepted"}},
    "POST /api/returns/files": lambda s: {
        "json": {"unit_id": str(s.cast.nord), "vendor": s.mark, "month": "2026-11"}
    },
    "PATCH /api/leads/{id}": lambda _: {"json": {"city": "Lodi"}},
    "POST /api/leads/{id}/esito": lambda s: {"json": {"esito_id": str(s.esito)}},
    "POST /api/leads/{id}/notes": lambda _: {"json": {"text": "Richiamare"}},
    **{
        f"POST {route}": lambda s: {"json": {"container_id": str(s.cast.nord_container), "origin": s.origin}}
        for route in ("/api/radar/snooze", "/api/origins/pause", "/api/origins/resume")
    },
    "POST /api/reports/run": lambda _: {"json": {"rows": "agent"}},
    "POST /api/reports/export": lambda _: {"json": {"rows": "agent"}},
    "POST /api/reports": lambda _: {"json": {"name": "Agenti", "spec": {"rows": "agent"}}},
    "PATCH /api/reports/{report_id}": lambda _: {"json": {"name": "Agenti"}},
    "PUT /api/reports/{report_id}/schedule": lambda s: {
        "json": {"every": "day", "at": "08:00", "recipients": [str(s.cast.rita.id)]}
    },
    "PUT /api/reports/{report_id}/schedule/me": lambda _: {"json": {"receives": True}},
    "POST /api/imports": lambda s: {
        "files": {"file": ("lead.csv", b"nome;telefono\nMaria;3471234567\n")},
        "data": {"container_id": str(s.cast.nord_container)},
    },
    "PATCH /api/imports/{import_id}": lambda _: {"json": {"mapping": {}}},
    "PATCH /api/file-mappings/{unit_id}/{fingerprint}": lambda _: {"json": {"mapping": {"Nome": "answer"}}},
    "POST /api/imports/{import_id}/rows/{number}/decide": lambda _: {"json": {"action": "new"}},
    "POST /api/imports/{import_id}/commit": lambda _: {"json": {}},
    "POST /api/deliveries/{delivery_id}/replay": lambda _: {
        "json": {"values": {"telefono": "+39 347 7654321"}}
    },
    "PUT /api/meta/pages/{page_id}": lambda _: {"json": {"name": "Pagina", "access_token": "EAAB"}},
    "PUT /api/meta/forms/{form_id}": lambda s: {
        "json": {"page_id": s.page, "container_id": str(s.cast.nord_container)}
    },
    "POST /api/meta/leads/{leadgen_id}/assign": lambda s: {
        "json": {"container_id": str(s.cast.nord_container)}
    },
    "GET /hooks/in/{intake_token}": lambda _: {"params": {"telefono": "3471234567"}},
    "POST /hooks/in/{intake_token}": lambda _: {"json": {"telefono": "3471234567"}},
    "POST /hooks/meta": lambda _: {"json": {"object": "page", "entry": []}},
}

# Where another record than the usual one stands in the path.
PLACES: dict[str, Callable[[Stage], dict[str, str]]] = {
    "POST /api/leads/{id}/restore": lambda s: {"id": str(s.trashed)},
}


def _read(lines: str, answers: int) -> dict[str, tuple[int, ...]]:
    table = {}
    for line in lines.strip().splitlines():
        if words := line.split():
            method, path, *codes = words
            assert len(codes) == answers, line
            table[f"{method} {path}"] = tuple(int(code) for code in codes)
    return table


EXPECTED = {
    **{
        route: dict(zip(PEOPLE, codes, strict=True)) | dict.fromkeys(OUTSIDE, 401)
        for route, codes in _read(LINES, 6).items()
    },
    **{route: dict.fromkeys((*PEOPLE, *OUTSIDE), codes[0]) for route, codes in _read(PUBLIC, 1).items()},
}
