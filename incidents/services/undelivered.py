"""What did not leave the house: whoever needs it must hear it otherwise. Each cause is one alarm, with whom to ring.

A message to an agency that was called is the dispatcher's to make good, as long as nobody has answered; one to a person
(a signature that is wanted, a limit that was missed) the coordinator's. A crew's link has `link_ends`. That a whole
transport is away is said before its messages have grown old.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Agency
from foundation.journal import Change
from foundation.lib.words import say
from foundation.notify.models import Notification
from foundation.people.models import Role, User
from incidents.models import AgencyAssignment, Alarm, AlarmCall, Incident
from incidents.services.alarms import call_for, clear, put_words, ring, standing_alarm
from incidents.services.calling import URGENCY_OF_ROLE
from incidents.words import TRANSPORT


def note_undelivered(running: Change, message: Notification) -> None:
    """The outbox has given a message up."""
    name, _colon, thing = message.about.partition(":")
    part = lock_part(UUID(thing)) if name == "assignment" else None
    if part is not None and message.to == part.agency.email:
        ask_to_ring(running, part)
    else:
        tell_coordinator(running, message)


def lock_part(assignment: UUID) -> AgencyAssignment | None:
    """The agency's part; its incident locked, so that an answer comes before or after."""
    parts = AgencyAssignment.objects.select_related("agency").filter(id=assignment)
    Incident.objects.select_for_update(no_key=True).filter(id__in=parts.values("incident")).first()
    return parts.first()


def ask_to_ring(running: Change, part: AgencyAssignment) -> None:
    """Nobody there knows yet, unless the desk has shown it, or somebody is asked to ring already."""
    asked = AlarmCall.objects.filter(assignment=part, ended_at=None, alarm__cleared_at=None)
    if part.status == "alerted" and not asked.exists():
        unanswered = [(part, URGENCY_OF_ROLE[part.role])]
        kind = Alarm.Kind.ALERT_FAILED
        call_for(running, kind=kind, role=Role.DISPATCHER, incident=part.incident, unanswered=unanswered)


def tell_coordinator(running: Change, message: Notification) -> None:
    """A notice for each one who could not be reached, with the number; whoever has rung takes note of it."""
    person = User.objects.filter(email=message.to).order_by("username").first() if message.to else None
    agency = Agency.objects.filter(email=message.to).order_by("code").first() if message.to else None
    whom, phone = (person.label, person.phone) if person else (agency.name, agency.phone) if agency else ("", "")

    def words() -> str:
        way = {"way": say(TRANSPORT, message.transport), "whom": whom or message.to or "-", "title": message.title}
        return _("%(way)s kepada %(whom)s tidak sampai, sampaikan lewat telepon: %(title)s") % way

    notice = Alarm(kind=Alarm.Kind.MESSAGE_FAILED, urgency=Alarm.Urgency.NOTICE, role=Role.COORDINATOR)
    notice.paper = f"receiver:{person.id if person else agency.id if agency else message.id}"
    alarm = standing_alarm(notice) or notice
    alarm.phone = phone
    put_words(alarm, words)
    ring(running, alarm)


def note_transport(running: Change, transport: str, works: bool) -> None:
    """It rests after failures: the coordinator hears of it once, until something leaves by it again."""
    cause = Alarm(kind=Alarm.Kind.TRANSPORT_DOWN, urgency=Alarm.Urgency.ACT_SOON, role=Role.COORDINATOR)
    cause.paper = f"transport:{transport}"
    standing = standing_alarm(cause)
    if works and standing is not None:
        clear(running, standing)
    if works or standing is not None:
        return

    def words() -> str:
        return _("%(way)s tidak keluar: yang mendesak sampaikan lewat telepon, dan minta teknisi memeriksanya") % {
            "way": say(TRANSPORT, transport)
        }

    put_words(cause, words)
    ring(running, cause)
