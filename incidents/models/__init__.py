"""Reports, incidents, and everybody's part in them."""

from incidents.models.aid import Aid, Finding
from incidents.models.alarms import EVERYBODY, Alarm, AlarmCall, AlarmReading
from incidents.models.assignments import AgencyAssignment, UnitAssignment, UnitStatusTime
from incidents.models.complaints import Complaint
from incidents.models.field import HelpCall, Message, Patients, Photo
from incidents.models.incidents import Incident, Note
from incidents.models.limits import LimitAct
from incidents.models.links import CrewLink
from incidents.models.paper import PaperNumber
from incidents.models.rehearsals import RehearsalRun
from incidents.models.reports import Caller, Report, Reveal
from incidents.models.trials import DecreeTrial

__all__ = [
    "EVERYBODY",
    "AgencyAssignment",
    "Aid",
    "Alarm",
    "AlarmCall",
    "AlarmReading",
    "Caller",
    "Complaint",
    "CrewLink",
    "DecreeTrial",
    "Finding",
    "HelpCall",
    "Incident",
    "LimitAct",
    "Message",
    "Note",
    "PaperNumber",
    "Patients",
    "Photo",
    "RehearsalRun",
    "Report",
    "Reveal",
    "UnitAssignment",
    "UnitStatusTime",
]
