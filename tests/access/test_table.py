"""Who may do what: a table written by hand, for every address, method and role. An address that is not listed fails.

Each request is made inside a change that is taken back, so that no row of the table disturbs another.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver, get_resolver

from agencies.models import Agency, Decree, Notice, Promise
from agencies.services import add_member, draft_decree
from agencies.services.drafting import Paper
from dispatch.services.shift import sign_handover, write_line
from dispatch.services.wallboards import create_wallboard
from foundation.clock.models import Deadline
from foundation.journal import SYSTEM, change
from foundation.lib import time
from foundation.notify.models import Notification
from foundation.people.models import Role
from foundation.people.services import create_account
from incidents.models import Report
from incidents.services.rehearsals import start_rehearsal
from incidents.services.trials import start_trial
from sop.models import Case
from sop.services import draft_version
from sop.services.cases import add_case
from tests.agreements import running_agreement
from tests.centre import Centre, Desk
from tests.incidents.pictures import a_picture
from tests.sop.lives import rehearsed
from tests.sop.samples import sample_content

# damkar leads both incidents, polres supports, kai has no part in anything; crew is AMB-1, not sent anywhere.
WHO = ("nobody", "operator", "coordinator", "damkar", "polres", "kai", "crew", "admin", "auditor")
SCHEMA = "/api/v1/schema"


@dataclass(frozen=True)
class Row:
    """One method of one address, what is sent, and the answer for each of WHO."""

    method: str
    path: str
    expect: str
    body: dict[str, Any] | bytes = field(default_factory=dict)

    @property
    def expected(self) -> dict[str, int]:
        return dict(zip(WHO, (int(status) for status in self.expect.split()), strict=True))


#                                                     nobody op coord damkar polres kai crew admin auditor
TABLE = [
    Row("POST", "/api/v1/reports/{decided}/undo",     "401 200 200 404 404 404 404 404 403"),
    Row("POST", "/api/v1/reports/{report}/reopen",    "401 200 200 404 404 404 404 404 403"),
    Row("GET", "/api/v1/me",                          "401 200 200 200 200 200 200 200 200"),
    Row("POST", "/api/v1/tokens",                     "400 400 400 400 400 400 400 400 400"),
    Row("GET", "/api/v1/board",                       "401 200 200 200 200 200 200 200 200"),
    Row("GET", "/api/v1/types",                       "401 200 200 200 200 200 200 200 200"),
    Row("GET", "/api/v1/types/{type}",                "401 200 200 200 200 200 200 200 200"),
    Row("GET", "/api/v1/agencies",                    "401 200 200 200 200 200 200 200 200"),
    Row("GET", "/api/v1/places",                      "401 200 200 200 200 200 200 200 200"),
    Row("GET", "/api/v1/areas.geojson",               "401 200 200 200 200 200 200 200 200"),
    Row("GET", "/api/v1/stations",                    "401 200 200 200 200 200 200 200 200"),
    Row("GET", "/api/v1/units",                       "401 200 200 200 200 200 200 200 200"),
    Row("POST", "/api/v1/units/{unit}/readiness",     "401 200 200 200 404 404 404 403 403", {"in_service": True}),
    Row("POST", "/api/v1/units/{unit}/position",      "401 200 200 200 404 404 404 404 403",
        {"lat": -8.05, "lon": 111.9, "at": "2026-01-01T00:00:00Z"}),
    Row("POST", "/api/v1/reports",                    "401 201 201 403 403 403 403 403 403",
        {"channel": "call", "text": "tolong"}),
    Row("GET", "/api/v1/reports/{report}",            "401 200 200 404 404 404 404 404 200"),
    Row("POST", "/api/v1/reports/{report}/claim",     "401 200 200 404 404 404 404 404 403"),
    Row("POST", "/api/v1/reports/{report}/open",      "401 201 201 404 404 404 404 404 403"),
    Row("POST", "/api/v1/reports/{report}/attach",    "401 200 200 404 404 404 404 404 403",
        {"incident": "{incident}"}),
    Row("POST", "/api/v1/reports/{report}/dismiss",   "401 200 200 404 404 404 404 404 403", {"disposition": "prank"}),
    Row("POST", "/api/v1/reports/{report}/reveal",    "401 200 200 404 404 404 404 404 200",
        {"reason": "telepon balik"}),
    Row("POST", "/api/v1/paper-numbers",              "401 200 200 403 403 403 403 403 403"),
    Row("POST", "/api/v1/nearby",                     "401 200 200 403 403 403 403 403 403", {"phone": "0812"}),
    Row("POST", "/api/v1/interview",                  "401 200 200 403 403 403 403 403 403", {"text": "api"}),
    Row("GET", "/api/v1/reports/{report}/interview",  "401 200 200 404 404 404 404 404 200"),
    Row("POST", "/api/v1/reports/{report}/answers",   "401 200 200 404 404 404 404 404 403",
        {"answers": {"awake": "no"}}),
    Row("GET", "/api/v1/incidents/{incident}/interview", "401 200 200 200 200 404 404 404 200"),
    Row("POST", "/api/v1/incidents/{incident}/decline-proposal", "401 200 200 403 403 404 404 404 403"),
    Row("GET", "/api/v1/incidents",                   "401 200 200 200 200 200 200 200 200"),
    Row("GET", "/api/v1/incidents/{incident}",        "401 200 200 200 200 404 404 404 200"),
    Row("GET", "/api/v1/incidents/{incident}/timeline", "401 200 200 200 200 404 404 404 200"),
    Row("GET", "/api/v1/incidents/{incident}/recommendation", "401 200 200 200 200 404 404 404 200"),
    Row("POST", "/api/v1/incidents/{incident}/reclassify", "401 200 200 403 403 404 404 404 403", {"priority": "P2"}),
    Row("POST", "/api/v1/incidents/{incident}/place", "401 200 200 403 403 404 404 404 403",
        {"location": {"text": "Bandung"}}),
    Row("POST", "/api/v1/incidents/{incident}/agencies", "401 201 201 403 403 404 404 404 403",
        {"agency": "kai", "role": "informed"}),
    Row("POST", "/api/v1/incidents/{incident}/note",  "401 200 200 200 200 404 404 404 403", {"text": "Jalan sempit"}),
    Row("POST", "/api/v1/incidents/{incident}/complaint", "401 201 201 403 403 404 404 404 403", {"text": "Lama"}),
    Row("POST", "/api/v1/reports/{report}/complaint", "401 201 201 404 404 404 404 404 403", {"text": "Lama"}),
    Row("POST", "/api/v1/incidents/{incident}/close", "401 200 200 403 403 404 404 404 403",
        {"disposition": "resolved"}),
    Row("POST", "/api/v1/incidents/{closed}/reopen",  "401 200 200 404 404 404 404 404 403"),
    Row("POST", "/api/v1/incidents/{incident}/merge", "401 200 200 403 403 404 404 404 403", {"into": "{running}"}),
    Row("POST", "/api/v1/assignments/{part}/acknowledge", "401 403 403 200 403 404 404 404 403"),
    Row("POST", "/api/v1/assignments/{part}/acknowledge", "401 200 200 400 403 404 404 404 403",
        {"on_behalf": {"name": "Danton", "means": "radio"}}),
    Row("POST", "/api/v1/assignments/{part}/decline", "401 403 403 200 403 404 404 404 403", {"reason": "no_unit"}),
    Row("POST", "/api/v1/assignments/{done}/done",    "401 403 403 200 403 404 404 404 403"),
    Row("GET", "/api/v1/assignments/{part}/why",      "401 200 200 200 200 404 404 404 200"),
    Row("POST", "/api/v1/assignments/{part}/withdraw", "401 200 200 403 403 404 404 404 403"),
    Row("POST", "/api/v1/assignments/{part}/units",   "401 201 201 201 403 404 404 404 403", {"unit": "{unit}"}),
    Row("POST", "/api/v1/unit-assignments/{job}/status", "401 200 200 200 403 404 404 404 403", {"status": "on_scene"}),
    Row("POST", "/api/v1/unit-assignments/{job}/link", "401 201 201 201 403 404 404 404 403", {"phone": "08123456789"}),
    Row("GET", "/api/v1/unit-assignments/{job}/link/numbers", "401 200 200 200 403 404 404 404 403"),
    Row("POST", "/api/v1/unit-assignments/{job}/link/told", "401 409 409 409 403 404 404 404 403"),
    Row("POST", "/api/v1/unit-assignments/{job}/link/revoke", "401 200 200 200 403 404 404 404 403"),
    Row("POST", "/api/v1/incidents/{incident}/messages", "401 201 201 201 201 404 404 404 403", {"text": "Siap"}),
    Row("POST", "/api/v1/incidents/{incident}/messages/read", "401 200 200 200 200 404 404 404 403",
        {"messages": ["{message}"]}),
    Row("POST", "/api/v1/incidents/{incident}/patients", "401 201 201 201 201 404 404 404 403",
        {"triage": "merah", "count": 2}),
    Row("POST", "/api/v1/patients/{patients}",        "401 200 200 200 200 404 404 404 403",
        {"triage": "hijau", "count": 1, "was": {"triage": "kuning", "count": 1}}),
    Row("GET", "/api/v1/incidents/{incident}/promises", "401 200 200 403 403 404 404 404 403"),
    Row("POST", "/api/v1/incidents/{incident}/aid",   "401 201 201 403 403 404 404 404 403",
        {"promise": "{promise}", "amount": 1}),
    Row("POST", "/api/v1/aid/{aid}/advance",          "401 200 200 403 403 404 404 404 403", {"move": "withdraw"}),
    Row("POST", "/api/v1/incidents/{incident}/findings", "401 403 201 403 403 404 404 404 403",
        {"agency": "damkar", "step": "Amankan listrik"}),
    Row("POST", "/api/v1/incidents/{incident}/help",  "401 201 201 201 201 404 404 404 403", {"text": "Kurang air"}),
    Row("POST", "/api/v1/units/{unit}/panic",         "401 201 201 201 404 404 404 404 403"),
    Row("POST", "/api/v1/help/{help}/answer",         "401 200 200 403 403 404 404 404 403"),
    Row("POST", "/api/v1/incidents/{incident}/photos", "401 201 201 201 201 404 404 404 403", a_picture()),
    Row("GET", "/api/v1/photos/{photo}",              "401 200 200 200 200 404 404 404 200"),
    Row("GET", "/api/v1/photos/{photo}/small",        "401 200 200 200 200 404 404 404 200"),
    Row("POST", "/api/v1/photos/{photo}/discard",     "401 403 200 403 403 404 404 404 403", {"reason": "wajah anak"}),
    Row("GET", "/api/v1/incidents/{incident}/checklist", "401 200 200 200 200 404 404 404 200"),
    Row("POST", "/api/v1/alarms/{alarm}/acknowledge", "401 200 200 404 404 404 404 404 403"),
    Row("POST", "/api/v1/alarms/{calm}/shelve",       "401 200 200 404 404 404 404 404 403",
        {"minutes": 5, "reason": "waiting"}),
    Row("POST", "/api/v1/alarms/{alarm}/shelve",      "401 409 409 404 404 404 404 404 403",
        {"minutes": 5, "reason": "waiting"}),
    Row("POST", "/api/v1/alarms/mute",                "401 200 200 200 200 200 200 200 403"),
    Row("POST", "/api/v1/limits/{late}/take-over",    "401 403 200 403 403 404 404 404 403"),
    Row("POST", "/api/v1/limits/{late}/skip",         "401 403 200 403 403 404 404 404 403",
        {"reason": "in_contact"}),
    Row("POST", "/api/v1/limits/{late}/extend",       "401 403 200 403 403 404 404 404 403",
        {"reason": "in_contact"}),
    Row("GET", "/api/v1/coordination",                "401 200 200 403 403 403 403 403 200"),
    Row("POST", "/api/v1/duty/begin",                 "401 200 200 200 200 200 200 200 200", {"position": "1"}),
    Row("POST", "/api/v1/duty/end",                   "401 200 200 200 200 200 200 200 200"),
    Row("POST", "/api/v1/alarms/{calm}/unshelve",     "401 200 200 404 404 404 404 404 403"),
    Row("GET", "/api/v1/procedures",                  "401 403 200 403 403 403 403 200 200"),
    Row("POST", "/api/v1/procedures/{type}/draft",    "401 403 201 403 403 403 403 201 403"),
    Row("GET", "/api/v1/versions/{version}",          "401 403 200 403 403 403 403 200 200"),
    Row("GET", "/api/v1/versions/{version}/differences", "401 403 200 403 403 403 403 200 200"),
    Row("POST", "/api/v1/versions/{version}/edit",    "401 403 200 403 403 403 403 200 403",
        {"revision": 1, "edits": [{"path": "targets_basis", "value": "PKS 1"}]}),
    Row("POST", "/api/v1/versions/{version}/discard", "401 403 200 403 403 403 403 200 403"),
    Row("POST", "/api/v1/versions/{version}/submit",  "401 403 200 403 403 403 403 200 403"),
    Row("POST", "/api/v1/versions/{version}/withdraw", "401 403 200 403 403 403 403 200 403"),
    Row("POST", "/api/v1/versions/{version}/sign",    "401 403 403 403 403 403 403 403 403", {"revision": 1}),
    Row("POST", "/api/v1/versions/{version}/object",  "401 403 403 403 403 403 403 403 403",
        {"revision": 1, "reason": "tidak sanggup"}),
    Row("POST", "/api/v1/versions/{version}/medical-signature", "401 403 403 403 403 403 403 403 403"),
    Row("POST", "/api/v1/versions/{version}/approve", "401 403 409 403 403 403 403 409 403"),
    Row("POST", "/api/v1/versions/{version}/put-in-force", "401 403 409 403 403 403 403 409 403"),
    Row("POST", "/api/v1/versions/{version}/emergency", "401 403 200 403 403 403 403 403 403", {"reason": "banjir"}),
    Row("POST", "/api/v1/versions/{version}/retire",  "401 403 409 403 403 403 403 409 403"),
    Row("GET", "/sop",                                "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/sop/import",                         "302 404 200 404 404 404 404 200 404"),
    Row("POST", "/sop/import",                        "302 404 400 404 404 404 404 400 404"),
    Row("GET", "/sop/export",                         "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/sop/{type}",                         "302 404 200 404 404 404 404 200 200"),
    Row("POST", "/sop/{type}/draft",                  "302 404 302 404 404 404 404 302 404"),
    Row("GET", "/sop/{type}/versions/2",              "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/sop/{type}/versions/2/edit",         "302 404 200 404 404 404 404 200 404"),
    Row("POST", "/sop/{type}/versions/2/edit",        "302 404 404 404 404 404 404 404 404"),
    Row("POST", "/sop/{type}/versions/2/tree",        "302 404 302 404 404 404 404 302 404", {"work": "add"}),
    Row("GET", "/sop/{type}/versions/2/differences",  "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/sop/{type}/versions/1/news",         "302 200 200 200 200 200 404 200 200"),
    Row("GET", "/sop/{type}/versions/2/news",         "302 404 404 404 404 404 404 404 404"),
    Row("GET", "/sop/{type}/versions/2/signatures",   "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/sop/{type}/versions/2/print",        "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/sop/{type}/versions/2/export",       "302 404 200 404 404 404 404 200 200"),
    Row("POST", "/sop/{type}/versions/2/moves/submit", "302 404 302 404 404 404 404 302 403"),
    Row("GET", SCHEMA,                                "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/healthz",                            "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/",                                   "302 200 200 200 200 200 302 302 200"),
    Row("GET", "/consoles/crew-worker.js",            "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/consoles/crew.webmanifest",          "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/consoles/intake",                    "302 200 200 404 404 404 404 404 404"),
    Row("GET", "/consoles/board",                     "302 200 200 404 404 404 404 404 200"),
    Row("GET", "/consoles/map",                       "302 200 200 404 404 404 404 404 200"),
    Row("GET", "/consoles/coordinator",               "302 404 200 404 404 404 404 404 404"),
    Row("GET", "/consoles/desk",                      "302 404 404 200 200 200 404 404 404"),
    Row("GET", "/consoles/crew",                      "302 404 404 404 404 404 200 404 404"),
    Row("GET", "/api/v1/agreements",                  "401 403 200 403 403 403 403 200 200"),
    Row("GET", "/api/v1/agreements/{agreement}",      "401 403 200 403 403 403 403 200 200"),
    Row("GET", "/api/v1/findings",                    "401 403 200 403 403 403 403 200 200"),
    Row("GET", "/api/v1/findings/{finding}",          "401 403 200 403 403 403 403 200 200"),
    Row("GET", "/agreements/export",                  "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/findings/export",                    "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/agreements",                         "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/agreements/new",                     "302 404 404 404 404 404 404 200 404"),
    Row("GET", "/agreements/{agreement}",             "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/agreements/{agreement}/edit",        "302 404 404 404 404 404 404 200 404"),
    Row("POST", "/agreements/{agreement}/phase",      "302 404 404 404 404 404 404 302 404", {"phase": "running"}),
    Row("POST", "/agreements/{agreement}/sign/{party}", "302 404 404 404 404 404 404 302 404",
        {"edition": "1", "signatory": "Kepala"}),
    Row("POST", "/agreements/{agreement}/events",     "302 404 404 404 404 404 404 302 404",
        {"kind": "meeting", "text": "Rapat"}),
    Row("POST", "/agreements/{agreement}/events/{nothing}/done", "302 404 404 404 404 404 404 404 404"),
    Row("POST", "/agreements/{agreement}/files",      "302 404 404 404 404 404 404 400 404"),
    Row("GET", "/agreements/{agreement}/files/{nothing}", "302 404 404 404 404 404 404 404 404"),
    Row("GET", "/findings",                           "302 404 200 404 404 404 404 200 200"),
    Row("POST", "/findings/new",                      "302 404 400 404 404 404 404 404 404", {"number": "0"}),
    Row("GET", "/findings/{finding}",                 "302 404 200 404 404 404 404 200 200"),
    Row("POST", "/findings/{finding}/answer",         "302 404 404 404 404 404 404 404 404", {"text": "Maaf"}),
    Row("POST", "/findings/{finding}/decide",         "302 404 400 404 404 404 404 400 404",
        {"upheld": "no", "text": "Gangguan"}),
    Row("GET", "/sop/{type}/versions/1/bench",        "302 404 200 404 404 404 404 200 200"),
    Row("POST", "/sop/{type}/versions/1/bench",       "302 404 200 404 404 404 404 200 200", {"text": "api"}),
    Row("GET", "/sop/{type}/versions/1/rehearsal",    "302 404 200 404 404 404 404 200 200"),
    Row("POST", "/sop/{type}/versions/1/rehearsal/start", "302 404 302 404 404 404 404 302 404", {"days": "30"}),
    Row("POST", "/sop/{type}/versions/2/rehearsal/{run}/cancel", "302 404 302 404 404 404 404 302 404"),
    Row("POST", "/sop/{type}/versions/2/rehearsal/{rehearsal}/tick", "302 404 302 404 404 404 404 302 404"),
    Row("POST", "/sop/{type}/versions/1/cases",       "302 404 302 404 404 404 404 302 404",
        {"text": "api", "expected_type": "FIR-BUILDING", "expected_priority": "P1"}),
    Row("POST", "/sop/{type}/versions/1/cases/{case}/remove", "302 404 302 404 404 404 404 302 404"),
    Row("GET", "/decrees",                            "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/agencies",                           "302 200 200 404 404 404 404 200 200"),
    Row("GET", "/agencies/import",                    "302 404 404 404 404 404 404 200 404"),
    Row("POST", "/agencies/import",                   "302 404 404 404 404 404 404 400 404"),
    Row("GET", "/agencies/rows/{kind}",               "302 404 404 404 404 404 404 200 404"),
    Row("POST", "/agencies/rows/{kind}",              "302 404 404 404 404 404 404 400 404"),
    Row("GET", "/agencies/rows/{kind}/export",        "302 200 200 404 404 404 404 200 200"),
    Row("GET", "/agencies/{agency}",                  "302 200 200 404 404 404 404 200 200"),
    Row("GET", "/decrees/coverage",                   "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/decrees/duties",                     "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/decrees/new",                        "302 404 404 404 404 404 404 200 404"),
    Row("POST", "/decrees/new",                       "302 404 404 404 404 404 404 400 404"),
    Row("GET", "/decrees/{decree}",                   "302 200 200 200 200 200 200 200 200"),
    Row("GET", "/decrees/{draft}",                    "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/decrees/{draft}/consequences",       "302 404 200 404 404 404 404 200 200"),
    Row("GET", "/decrees/{decree}/scan",              "302 404 404 404 404 404 404 404 404"),
    Row("GET", "/decrees/{draft}/rehearsal",          "302 404 200 404 404 404 404 200 200"),
    Row("POST", "/decrees/{draft}/rehearsal/start",   "302 404 404 404 404 404 404 302 404", {"months": "3"}),
    Row("POST", "/decrees/{draft}/rehearsal/{trial}/cancel", "302 404 404 404 404 404 404 302 404"),
    Row("GET", "/decrees/{draft}/edit",               "302 404 404 404 404 404 404 200 404"),
    Row("POST", "/decrees/{draft}/edit",              "302 404 404 404 404 404 404 400 404"),
    Row("GET", "/decrees/{draft}/matrix",             "302 404 404 404 404 404 404 200 404"),
    Row("POST", "/decrees/{draft}/matrix",            "302 404 404 404 404 404 404 302 404"),
    Row("POST", "/decrees/{draft}/submit",            "302 404 404 404 404 404 404 302 404"),
    Row("POST", "/decrees/{draft}/initial",           "302 404 302 404 404 404 404 302 403"),
    Row("POST", "/decrees/{draft}/force",             "302 404 404 404 404 404 404 302 404"),
    Row("POST", "/decrees/{draft}/discard",           "302 404 404 404 404 404 404 302 404"),
    Row("POST", "/decrees/{draft}/scan/add",          "302 404 404 404 404 404 404 302 404"),
    Row("POST", "/decrees/notices/{notice}/read",     "302 404 404 404 404 404 404 302 404"),
    Row("GET", "/incidents/{incident}/sheet",         "302 200 200 200 200 404 404 404 200"),
    Row("GET", "/wallboard/{wall}",                   "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/wallboard/{wall}/today",             "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/wallboard/{wall}/areas",             "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/wallboard/{alarm}",                  "404 404 404 404 404 404 404 404 404"),
    Row("GET", "/j/{link}",                           "200 200 200 200 200 200 200 200 200"),
    Row("POST", "/j/{link}",                          "409 409 409 409 409 409 409 409 409", {"status": "cleared"}),
    Row("GET", "/j/{link}/seen",                      "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/j/{wall}",                           "404 404 404 404 404 404 404 404 404"),
    Row("GET", "/shift/wallboards",                   "302 404 200 404 404 404 404 200 404"),
    Row("POST", "/shift/wallboards",                  "302 404 200 404 404 404 404 200 404", {"name": "Lobi"}),
    Row("POST", "/shift/wallboards/{screen}/revoke",  "302 404 302 404 404 404 404 302 404"),
    Row("GET", "/reports/decided",                    "302 200 200 404 404 404 404 404 200"),
    Row("POST", "/reports/{report}/reopen",           "302 302 302 404 404 404 404 404 403"),
    Row("GET", "/paper-forms",                        "302 200 200 404 404 404 404 404 404"),
    Row("GET", "/shift",                              "302 404 200 404 404 404 404 404 200"),
    Row("POST", "/shift/lines",                       "302 404 302 404 404 404 404 404 404", {"text": "Sepi"}),
    Row("POST", "/shift/lines/{line}/strike",         "302 404 302 404 404 404 404 404 404"),
    Row("GET", "/shift/handover",                     "302 404 200 404 404 404 404 404 404"),
    Row("GET", "/shift/handovers/{handover}",         "302 404 200 404 404 404 404 404 200"),
    Row("POST", "/shift/handovers/{handover}/receive", "302 404 302 404 404 404 404 404 404"),
    Row("GET", "/sign-in",                            "200 302 302 302 302 302 302 302 302"),
    Row("POST", "/sign-in",                           "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/password",                           "200 200 200 200 200 200 200 200 200"),
    Row("POST", "/password",                          "200 200 200 200 200 200 200 200 200"),
    Row("POST", "/sign-out",                          "302 302 302 302 302 302 302 302 302"),
    Row("POST", "/theme",                             "302 302 302 302 302 302 302 302 302"),
    Row("POST", "/language",                          "302 302 302 302 302 302 302 302 302"),
    Row("GET", "/jsi18n",                             "200 200 200 200 200 200 200 200 200"),
    Row("GET", "/favicon.ico",                        "204 204 204 204 204 204 204 204 204"),
]  # fmt: skip


@pytest.fixture
def scene(centre: Centre) -> dict[str, str]:
    """Things to ask for: a waiting report, an incident just opened, one under way, one closed."""
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    add_outsider()
    waiting = operator.report(caller={"phone": "081200000001"})
    decided = operator.report(text="salah pencet")
    operator.post(f"reports/{decided['id']}/dismiss", {"disposition": "misdial"})
    # The table takes longer than the ten seconds within which a decision can be taken back.
    Report.objects.filter(id=decided["id"]).update(undo_until=time.now() + timedelta(hours=1))
    incident = operator.open(operator.report())["incident"]["id"]
    running = operator.open(operator.report())["incident"]["id"]
    sent = damkar.post(f"assignments/{damkar.part(running, 'damkar')['id']}/units", {"unit": centre.unit("PMK-2")})[
        "unit_assignment"
    ]["id"]
    damkar.post(f"unit-assignments/{sent}/status", {"status": "en_route"})
    finished = operator.open(operator.report())["incident"]["id"]
    part = damkar.part(finished, "damkar")["id"]
    damkar.post(f"assignments/{part}/acknowledge")
    closed = operator.open(operator.report())["incident"]["id"]
    operator.post(f"incidents/{closed}/close", {"disposition": "resolved"})
    message = damkar.post(f"incidents/{incident}/messages", {"text": "Siap"})["message"]["id"]
    patients = damkar.post(f"incidents/{incident}/patients", {"triage": "kuning", "count": 1})["patients"]["id"]
    wall, screen = create_wallboard(name="Dinding", actor=centre.desk("coordinator").user)
    damkar.post(f"unit-assignments/{sent}/link", {"phone": "08123456789"})
    return {
        "link": Notification.objects.get(transport="sms").body.partition("/j/")[2].partition(" ")[0],
        "photo": damkar.hand_in(f"incidents/{incident}/photos", a_picture())["photo"]["id"],
        "message": message,
        "patients": patients,
        "promise": promised(centre),
        "agreement": str(Promise.objects.get(id=promised(centre)).agreement_id),
        "party": str(Promise.objects.get(id=promised(centre)).party_id),
        "nothing": "01a20000-0000-7000-8000-000000000000",
        "finding": skipped(centre, incident),
        "aid": asked(operator, running, promised(centre)),
        "help": damkar.post(f"incidents/{running}/help")["help"]["id"],
        "type": "FIR-BUILDING",
        "version": centre.desk("admin").post("procedures/FIR-BUILDING/draft")["id"],
        "unit": centre.unit("PMK-1"),
        "report": waiting["id"],
        "decided": decided["id"],
        "incident": incident,
        "running": running,
        "closed": closed,
        "part": damkar.part(incident, "damkar")["id"],
        "done": part,
        "job": sent,
        "alarm": next(alarm["id"] for alarm in operator.alarms() if alarm["class"] == "A1"),
        "calm": calm_alarm(operator),
        **papers(),
        "late": late_limit(operator, incident),
        "wall": wall,
        "screen": str(screen.id),
        "line": str(write_line(text="Tenang", actor=centre.desk("coordinator").user).id),
        "handover": str(sign_handover(content={}, actor=centre.desk("coordinator").user).id),
        "case": str(saved_case(centre).id),
        **a_rehearsal(centre),
    }


def saved_case(centre: Centre) -> Case:
    """A case that a procedure must keep."""
    return add_case(
        type_code="FIR-BUILDING",
        text="api",
        expected_type="FIR-BUILDING",
        expected_priority="P1",
        actor=centre.desk("admin").user,
    )


def late_limit(operator: Desk, incident: str) -> str:
    """A limit of the incident that nobody met."""
    limit = operator.card(incident)["deadlines"][0]["id"]
    Deadline.objects.filter(id=limit).update(missed_at=time.now(), step=1)
    return str(limit)


def calm_alarm(operator: Desk) -> str:
    """An alarm that can wait: of an incident that is not critical, of a kind that is not urgent."""
    lamp = operator.open(operator.report(text="lampu jalan mati", location=None), type="SVC-UTILITY", priority="P4")
    own = [alarm for alarm in operator.alarms() if alarm["incident"] == lamp["incident"]["id"]]
    return next(str(alarm["id"]) for alarm in own if alarm["class"] != "A1")


def a_rehearsal(centre: Centre) -> dict[str, str]:
    """A draft with a rehearsal that waits and one that was made."""
    admin = centre.desk("admin").user
    draft = draft_version(type_code="FIR-BUILDING", content=sample_content(), actor=admin)
    run = start_rehearsal(version_id=draft.id, days=30, actor=admin)
    return {"run": str(run.id), "rehearsal": str(rehearsed(draft).id)}


def papers() -> dict[str, str]:
    """A decree in force, a draft, and a notice about the first."""
    decree = Decree.objects.get()
    draft = draft_decree(
        paper=Paper(kind="sk", number="9", year=2026, issuer="Bupati", title_id="Rancangan"), actor=SYSTEM
    )
    now = time.now()
    notice = Notice.objects.create(decree=decree, days=90, ends_at=now, gaps=0, raised_at=now)
    author = create_account(username="author", name="A", roles=[Role.ADMIN], password=None, actor=SYSTEM)
    other = draft_decree(paper=Paper(kind="sk", number="8", year=2026, issuer="B", title_id="T"), actor=SYSTEM)
    trial = start_trial(decree_id=other.id, months=3, actor=author)
    return {
        "trial": str(trial.id),
        "kind": "units",
        "agency": "damkar",
        "decree": str(decree.id),
        "draft": str(draft.id),
        "notice": str(notice.id),
    }


def add_outsider() -> None:
    """A desk of an agency that has no part in anything."""
    user = create_account(username="kai", name="Meja KAI", roles=[Role.DESK], password=None, actor=SYSTEM)
    add_member(user=user, agency=Agency.objects.get(code="kai"), actor=SYSTEM)


def promised(centre: Centre) -> str:
    """A promise of the electricity company under an agreement that runs."""
    return str(running_agreement(centre.desk("admin").user).promises.get().id)


def skipped(centre: Centre, incident: str) -> str:
    """A step that the fire service skipped."""
    step = {"agency": "damkar", "step": "Padamkan listrik"}
    return str(centre.desk("coordinator").post(f"incidents/{incident}/findings", step)["finding"]["id"])


def asked(operator: Desk, incident: str, promise: str) -> str:
    """A request under it."""
    answer = operator.post(f"incidents/{incident}/aid", {"promise": promise, "amount": 1})
    return str(answer["aid"]["id"])


class TakenBack(Exception):
    """Undoes a request."""


@contextlib.contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written inside never happened."""
    with contextlib.suppress(TakenBack), change(SYSTEM):
        yield
        raise TakenBack


def fill(value: Any, scene: dict[str, str]) -> Any:
    """The placeholders of a path or body."""
    if isinstance(value, dict):
        return {name: fill(item, scene) for name, item in value.items()}
    if isinstance(value, list):
        return [fill(item, scene) for item in value]
    return value.format(**scene) if isinstance(value, str) else value


def ask(row: Row, who: str, centre: Centre, scene: dict[str, str]) -> Any:
    """One request by one person."""
    api = row.path.startswith("/api/")
    client, headers = Client(), {}
    if who != "nobody":
        desk: Desk = centre.desk(who)
        if api:
            headers["Authorization"] = f"Token {desk.key}"
        else:
            client.force_login(desk.user)
    path = fill(row.path, scene)
    if row.method == "GET":
        return client.get(path, headers=headers)
    with taken_back():
        if isinstance(row.body, bytes):
            return client.generic("POST", path, row.body, "image/png", headers=headers)
        kind = "application/json" if api else MULTIPART_CONTENT
        return client.post(path, fill(row.body, scene), content_type=kind, headers=headers)


def test_everybody_gets_what_the_table_says(centre: Centre, scene: dict[str, str]) -> None:
    wrong = [
        f"{row.method} {row.path} as {who}: {status}, not {row.expected[who]}"
        for row in TABLE
        for who in WHO
        if (status := ask(row, who, centre, scene).status_code) != row.expected[who]
    ]
    assert not wrong, "\n".join(wrong)


def addresses(patterns: Any = None, before: str = "/") -> Iterator[tuple[str, set[str]]]:
    """Every address that the centre serves, with the methods it answers."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, methods_of(pattern)


def methods_of(pattern: URLPattern) -> set[str]:
    """GET, POST or both: doors say so, pages answer what their table rows ask."""
    door = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
    if door is None:
        return set()
    return {name.upper() for name in ("get", "post", "put", "patch", "delete") if hasattr(door, name)}


def fits(route: str, path: str) -> bool:
    """Whether a row's path is one of this route's: the same parts, anything where the route has a variable."""
    parts, given = route.split("/"), path.split("/")
    return len(parts) == len(given) and all(
        part.startswith("<") if known.startswith("{") else part.startswith("<") or part == known
        for part, known in zip(parts, given, strict=True)
    )


def test_every_address_and_method_is_in_the_table() -> None:
    missing = [
        f"{method} {route}"
        for route, methods in addresses()
        for method in methods or {next((row.method for row in TABLE if fits(route, row.path)), "?")}
        if not any(row.method == method and fits(route, row.path) for row in TABLE)
    ]
    assert not missing, missing


def test_an_unknown_id_looks_like_somebody_elses(centre: Centre, scene: dict[str, str]) -> None:
    damkar = centre.desk("damkar")
    theirs = damkar.get(f"reports/{scene['report']}")
    nobodys = damkar.get("reports/01a20000-0000-7000-8000-000000000000")
    assert (theirs.status, theirs.data) == (nobodys.status, nobodys.data)


def test_an_auditor_only_reads_whatever_else_the_account_may_be(centre: Centre, scene: dict[str, str]) -> None:
    create_account(username="both", name="B", roles=[Role.AUDITOR, Role.ADMIN], password=None, actor=SYSTEM)
    both = centre.desk("both")
    assert both.get(f"incidents/{scene['incident']}").status == 200
    assert both.post(f"incidents/{scene['incident']}/note", {"text": "Saya lihat"}).status == 403
    assert both.post(f"alarms/{scene['alarm']}/acknowledge").status == 403
