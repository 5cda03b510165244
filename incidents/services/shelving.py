"""Setting an alarm aside for a while, with a reason, where everybody can see it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Invalid, Missing, WrongMove
from incidents.access import alarms_visible_to, audience_of, get_incident, require_writer
from incidents.entries import AlarmShelved, AlarmUnshelved
from incidents.models import EVERYBODY, Alarm, Incident

SHELVE_MINUTES: Final = (5, 15, 30)
# Codes, so that the record can keep them; more words stand in the alarm's row.
SHELVE_REASONS: Final = ("being_handled", "known_cause", "waiting", "not_real", "other")


def shelve_alarm(
    *, alarm_id: UUID, minutes: int, reason: str, actor: Actor, words: str = "", now: datetime | None = None
) -> Alarm:
    """Set an alarm aside; it rings again by itself. Shelving what is shelved changes nothing.

    Raises:
        Invalid: another time, or a reason that is not in the list.
        Missing: the alarm is not on this person's board.
        WrongMove: it must be acted on now (A1, or a P1 incident), or its cause is gone.
    """
    guard_request(minutes, reason, words)
    with change(actor, now) as running:
        alarm = get_alarm(actor, alarm_id)
        if alarm.shelved_until is not None:
            return alarm
        guard_calm(alarm)
        alarm.shelved_until, alarm.shelved_by_id = running.now + timedelta(minutes=minutes), actor.id
        alarm.shelve_reason, alarm.shelve_words = reason, words
        alarm.save(update_fields=["shelved_until", "shelved_by", "shelve_reason", "shelve_words"])
        clock.start(kind="shelving", subject=alarm.subject, due_at=alarm.shelved_until, now=running.now)
        running.append(
            AlarmShelved(
                alarm=alarm.id,
                incident=alarm.incident_id,
                report=alarm.report_id,
                by=actor.label,
                minutes=minutes,
                reason=reason,
            )
        )
        return alarm


def unshelve_alarm(*, alarm_id: UUID, actor: Actor, now: datetime | None = None) -> Alarm:
    """Bring a shelved alarm back before its time. One that is not shelved stays as it is.

    Raises:
        Missing: the alarm is not on this person's board.
    """
    with change(actor, now) as running:
        alarm = get_alarm(actor, alarm_id)
        if alarm.shelved_until is not None:
            clock.drop(subject=alarm.subject, now=running.now, kinds=["shelving"])
            bring_back(running, alarm, why="by_hand")
        return alarm


def guard_request(minutes: int, reason: str, words: str) -> None:
    """A time and a reason from the lists; "other" is no reason by itself.

    Raises:
        Invalid: naming the field.
    """
    if minutes not in SHELVE_MINUTES:
        choices = ", ".join(str(each) for each in SHELVE_MINUTES)
        wrong = {"minutes": [_("Pilih salah satu: %(known)s.") % {"known": choices}]}
        raise Invalid(_("Alarm hanya dapat ditunda 5, 15 atau 30 menit."), fields=wrong)
    if reason not in SHELVE_REASONS:
        known = ", ".join(SHELVE_REASONS)
        wrong = {"reason": [_("Pilih salah satu: %(known)s.") % {"known": known}]}
        raise Invalid(_("Alasan tidak dikenal."), fields=wrong)
    if reason == "other" and not words:
        raise Invalid(_("Tulis alasannya."), fields={"words": [_("Tulis alasannya.")]})


def get_alarm(actor: Actor, alarm_id: UUID) -> Alarm:
    """The alarm, its incident locked first: a priority that rises meanwhile must find it shelved, or not at all.

    Raises:
        Missing: it is not on this person's board.
        Denied: an auditor.
    """
    visible = alarms_visible_to(audience_of(actor))
    known = visible.filter(id=alarm_id).first()
    if known is None:
        raise Missing(_("Alarm ini tidak ditemukan."))
    require_writer(actor)
    if known.incident_id is not None:
        get_incident(actor, known.incident_id, lock=True)
    locked = Alarm.objects.select_related("incident").select_for_update(of=("self",))
    return locked.get(id=alarm_id)


def guard_calm(alarm: Alarm) -> None:
    """Only what can wait may be set aside.

    Raises:
        WrongMove: it cannot, or it is over.
    """
    if alarm.cleared_at is not None:
        raise WrongMove(_("Sebab alarm ini sudah tidak ada."), allowed=[])
    if alarm.role == EVERYBODY:
        raise WrongMove(
            _("Pemberitahuan untuk semua tidak ditunda: cukup dibaca."), code="to_be_read", allowed=["acknowledge"]
        )
    critical = alarm.incident is not None and alarm.incident.priority == "P1"
    if alarm.urgency == Alarm.Urgency.ACT_NOW or critical:
        raise WrongMove(
            _("Alarm A1 dan alarm kejadian P1 tidak dapat ditunda; tangani, atau tandai sudah dilihat."),
            code="must_act",
            allowed=["acknowledge"],
        )


def bring_back(running: Change, alarm: Alarm, *, why: str) -> None:
    """It rings as if it were new: who shelved it may be off duty. Whoever calls this ends the deadline."""
    alarm.shelved_until = alarm.shelved_by = None
    alarm.acknowledged_at = alarm.acknowledged_by = None
    alarm.save(update_fields=["shelved_until", "shelved_by", "acknowledged_at", "acknowledged_by"])
    running.append(
        AlarmUnshelved(alarm=alarm.id, incident=alarm.incident_id, report=alarm.report_id, cause=alarm.kind, why=why)
    )


def wake_shelved(running: Change, incident: Incident) -> None:
    """The incident became critical: none of its alarms may wait any longer."""
    if incident.priority != "P1":
        return
    for alarm in Alarm.objects.filter(incident=incident, cleared_at=None, shelved_until__isnull=False).order_by("id"):
        clock.drop(subject=alarm.subject, now=running.now, kinds=["shelving"])
        bring_back(running, alarm, why="critical")
