"""What the cards of changed things are drawn from, composed once: the hub asks it at every change, and everybody waits.

Each takes the ids (or subjects) that it is asked for as one array; `dispatch/cards/` draws.
"""

from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from agencies.models import Unit
from foundation.clock.models import Deadline
from foundation.lib.sql import OneOf, Read, Statement
from incidents.models import (
    AgencyAssignment,
    Aid,
    Alarm,
    AlarmCall,
    AlarmReading,
    Complaint,
    Incident,
    LimitAct,
    Note,
    Report,
    UnitAssignment,
)
from incidents.models.field import HelpCall, Message, Patients, Photo
from incidents.states import UNIT_OPEN

INCIDENT_PARTS = ("type", "procedure_version", "area__parent")
REPORT_PARTS = ("caller", "claimed_by", "area")
UNIT_PARTS = ("agency", "station")
ALARM_PARTS = (
    "incident",
    "report",
    "agency",
    "acknowledged_by",
    "shelved_by",
    "help_call__author",
    "help_call__agency",
    "help_call__unit",
    "job__unit",
)
# What no card shows takes longer to read than the rest together.
LONG_OF_INCIDENT = ("procedure_version__content",)
LONG_OF_ALARM = tuple(f"report__{name}" for name in ("suggestion", "screening", "duplicates", "answers", "interview"))
TOLD_PARTS = ("author", "agency", "unit")
# Limits of the house itself, which nobody on a screen has to meet: a missed one comes as an alarm.
HOUSEKEEPING = ("leave_board", "left_open", "crew_link")


def incidents_going_on(rows: QuerySet[Incident]) -> QuerySet[Incident]:
    """Those that are on boards, with what their cards show."""
    shown = rows.filter(on_board=True).select_related(*INCIDENT_PARTS).defer(*LONG_OF_INCIDENT)
    return shown.order_by("opened_at", "id")


def reports_going_on(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Those that wait, with what their cards show."""
    waiting = rows.filter(status__in=(Report.Status.RECEIVED, Report.Status.CLAIMED))
    return waiting.select_related(*REPORT_PARTS).order_by("received_at", "id")


def alarms_going_on(rows: QuerySet[Alarm]) -> QuerySet[Alarm]:
    """Those that stand, with what their cards show."""
    standing = rows.filter(cleared_at=None).select_related(*ALARM_PARTS).defer(*LONG_OF_ALARM)
    return standing.order_by("raised_at", "id")


def those(model: type[Model], column: str, ids: Any) -> Any:
    """The rows of a model whose column is among these."""
    return model._default_manager.filter(OneOf(column, ids))


# The things themselves, by id, while they go on.
INCIDENTS = Read[Incident]("card_incidents", 1, lambda ids: incidents_going_on(those(Incident, "id", ids)))
REPORTS = Read[Report]("card_reports", 1, lambda ids: reports_going_on(those(Report, "id", ids)))
UNITS = Read[Unit](
    "card_units", 1, lambda ids: those(Unit, "id", ids).select_related(*UNIT_PARTS).order_by("call_sign")
)
ALARMS = Read[Alarm]("card_alarms", 1, lambda ids: alarms_going_on(those(Alarm, "id", ids)))

# What hangs on an incident, by the incident's id.
PARTS_OF = Read[AgencyAssignment](
    "card_parts",
    1,
    lambda ids: those(AgencyAssignment, "incident", ids).select_related("agency").order_by("alerted_at", "id"),
)
JOBS_OF = Read[UnitAssignment](
    "card_jobs",
    1,
    lambda ids: those(UnitAssignment, "incident", ids).select_related("unit", "link").order_by("assigned_at", "id"),
)
REPORTS_OF = Read[Report]("card_reports_of", 1, lambda ids: those(Report, "incident", ids).order_by("filed_at", "id"))
NOTES_OF = Read[Note](
    "card_notes", 1, lambda ids: those(Note, "incident", ids).select_related("author", "agency").order_by("at", "id")
)
MESSAGES_OF = Read[Message]("card_messages", 1, lambda ids: those(Message, "incident", ids).select_related(*TOLD_PARTS))
PATIENTS_OF = Read[Patients](
    "card_patients", 1, lambda ids: those(Patients, "incident", ids).filter(count__gt=0).select_related(*TOLD_PARTS)
)
PHOTOS_OF = Read[Photo](
    "card_photos", 1, lambda ids: those(Photo, "incident", ids).filter(discarded_at=None).select_related(*TOLD_PARTS)
)
AIDS_OF = Read[Aid](
    "card_aids",
    1,
    lambda ids: (
        those(Aid, "incident", ids).select_related("agreement", "promise", "party__agency").order_by("asked_at", "id")
    ),
)
HELP_OF = Read[HelpCall]("card_help", 1, lambda ids: those(HelpCall, "incident", ids).select_related(*TOLD_PARTS))

# Most incidents have little of this: one question finds out of which there is any.
SELDOM: dict[str, Read[Any]] = {
    "jobs": JOBS_OF,
    "notes": NOTES_OF,
    "messages": MESSAGES_OF,
    "patients": PATIENTS_OF,
    "photos": PHOTOS_OF,
    "help": HELP_OF,
    "aid": AIDS_OF,
}
TABLES = [kind._meta.db_table for kind in (UnitAssignment, Note, Message, Patients, Photo, HelpCall, Aid)]
ANY_OF_SELDOM = Statement(
    "card_any_of_seldom",
    "SELECT " + ", ".join(f"EXISTS (SELECT FROM {name} WHERE incident_id = ANY($1))" for name in TABLES),  # noqa: S608
    "uuid[]",
)


def seldom_of(ids: list[UUID]) -> dict[str, list[Any]]:
    """The rows of `SELDOM` that hang on these incidents."""
    there = ANY_OF_SELDOM.row(ids)
    return {name: read(ids) if some else [] for (name, read), some in zip(SELDOM.items(), there, strict=True)}


# What hangs on others.
COMPLAINTS = Read[Complaint](
    "card_complaints",
    1,
    lambda ids: (
        those(Complaint, "id", ids)
        .select_related("incident", "report", "author")
        .only("text", "at", "incident__number", "report__number", "author__name", "author__username")
    ),
)
READINGS_OF_ALARMS = Read[AlarmReading](
    "card_readings", 1, lambda ids: those(AlarmReading, "alarm", ids).order_by("at", "id")
)
LIMITS_OF = Read[Deadline](
    "card_limits",
    1,
    lambda subjects: (
        those(Deadline, "subject", subjects)
        .filter(settled_at=None)
        .exclude(kind__in=HOUSEKEEPING)
        .order_by("due_at", "id")
    ),
)
ACTS_ON = Read[LimitAct](
    "card_acts", 1, lambda ids: those(LimitAct, "deadline", ids).select_related("by").order_by("at", "id")
)
OPEN_JOBS_OF_UNITS = Read[UnitAssignment](
    "card_unit_jobs", 1, lambda ids: those(UnitAssignment, "unit", ids).filter(status__in=UNIT_OPEN)
)
CALLS_OF_ALARMS = Read[AlarmCall](
    "card_calls",
    1,
    lambda ids: (
        those(AlarmCall, "alarm", ids)
        .filter(ended_at=None)
        .select_related("assignment__agency")
        .order_by("urgency", "assignment__alerted_at", "id")
    ),
)
