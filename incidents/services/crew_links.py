"""Links for crews without an account: one job by SMS, and its next states (docs/adr/0008)."""

import re
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Denied, Gone, Invalid, Missing, WrongMove
from foundation.notify.services import queue_notification
from foundation.notify.transports.sms import sms_is_on
from foundation.people.models import User
from incidents.access import LinkedCrew, get_unit_assignment
from incidents.entries import CrewLinkIssued, CrewLinkOpened
from incidents.models import CrewLink, UnitAssignment
from incidents.services.intake import normal_phone
from incidents.services.link_ends import end_crew_link, settle_link_failure
from incidents.services.units import require_sender, set_unit_status
from incidents.states import UNIT_OPEN

KIND: Final = "crew_link"
# A shift and its handover: whoever is out longer is sent a new one.
LIFE: Final = timedelta(hours=12)
# A link that has not left by then is given up, and the card says so: somebody must ring the crew.
SEND_WITHIN: Final = timedelta(minutes=10)
NUMBER: Final = re.compile(r"\+[1-9][0-9]{7,14}")


def issue_crew_link(
    *, unit_assignment_id: UUID, phone: str, address: str, actor: Actor, now: datetime | None = None
) -> CrewLink:
    """Send the crew of a unit the link to its job; the one it had before ends. `address` is how we are found outside.

    The key itself stands in the message alone, and nowhere once that has left.

    Raises:
        Missing, Denied: the centre and the unit's own agency send; nobody else.
        Invalid: no telephone number.
        WrongMove: the job is over, or no text message can leave.
    """
    with change(actor, now) as running:
        job = get_unit_assignment(actor, unit_assignment_id)
        require_sender(actor, job.assignment, None)
        number = full_number(phone)
        guard_issue(job)
        end_crew_link(running, job, why="reissued")
        key = CrewLink.new_key()
        link = CrewLink.objects.create(
            job=job,
            digest=CrewLink.digest_of(key),
            issued_at=running.now,
            issued_by=actor if isinstance(actor, User) else None,
            expires_at=running.now + LIFE,
            number_end=number[-3:],
        )
        job.link = link
        job.save(update_fields=["link"])
        clock.start(kind=KIND, subject=link.subject, due_at=link.expires_at, now=running.now)
        send_link(running, link, number, f"{address.rstrip('/')}/j/{key}")
        running.append(
            CrewLinkIssued(
                incident=job.incident_id,
                unit_assignment=job.id,
                crew_link=link.id,
                call_sign=job.unit.call_sign,
                expires_at=link.expires_at.isoformat(),
            )
        )
        return link


def full_number(phone: str) -> str:
    """The number as gateways want it: with its country.

    Raises:
        Invalid: it is none.
    """
    number = re.sub(r"^0", "+62", normal_phone(phone))
    if NUMBER.fullmatch(number) is None:
        wrong = _("Tulis nomor ponsel awak, misalnya 0812 3456 7890.")
        raise Invalid(wrong, fields={"phone": [wrong]})
    return number


def guard_issue(job: UnitAssignment) -> None:
    """A link is for a job that goes on, and must be able to leave.

    Raises:
        WrongMove: it is over; no gateway.
    """
    if job.status not in UNIT_OPEN:
        raise WrongMove(_("Tugas unit ini sudah selesai."), allowed=[])
    if not sms_is_on():
        raise WrongMove(
            _("SMS belum diatur di pusat ini: telepon awaknya, lalu catat keadaannya di sini."),
            code="sms_off",
            allowed=[],
        )


def send_link(running: Change, link: CrewLink, number: str, address: str) -> None:
    """The message: nothing of the incident, which a locked screen would show to anybody."""
    with override("id"):
        body = _("PSC 112 tugas %(unit)s: %(address)s Buka, lalu tekan tombol setiap langkah. Jangan diteruskan.") % {
            "unit": link.job.unit.call_sign,
            "address": address,
        }
    queue_notification(
        running,
        transport="sms",
        to=number,
        title="",
        body=body,
        key=link.subject,
        about=link.subject,
        cutoff=SEND_WITHIN,
        secret=True,
    )


def revoke_crew_link(*, unit_assignment_id: UUID, actor: Actor, now: datetime | None = None) -> UnitAssignment:
    """The link went to a wrong number: it opens nothing any more. Revoking twice changes nothing.

    Raises:
        Missing, Denied: the centre and the unit's own agency revoke; nobody else.
    """
    with change(actor, now) as running:
        job = get_unit_assignment(actor, unit_assignment_id)
        require_sender(actor, job.assignment, None)
        end_crew_link(running, job, why="revoked")
        return job


def record_crew_told(*, unit_assignment_id: UUID, actor: Actor, now: datetime | None = None) -> UnitAssignment:
    """The message did not leave and somebody rang the crew instead: its link is over. Again changes nothing.

    Raises:
        Missing, Denied: the centre and the unit's own agency say so; nobody else.
        WrongMove: the message did not fail.
    """
    with change(actor, now) as running:
        job = get_unit_assignment(actor, unit_assignment_id)
        require_sender(actor, job.assignment, None)
        link = job.link
        if link is None or link.ended_at is not None:
            return job
        if link.failed_at is None:
            raise WrongMove(_("SMS itu tidak gagal: tunggu sampai dibuka, atau cabut tautannya."), allowed=["revoke"])
        end_crew_link(running, job, why="by_phone")
        return job


def open_crew_link(*, actor: LinkedCrew, now: datetime | None = None) -> CrewLink:
    """A telephone has drawn the page: who sent the link sees that it was opened. Again changes nothing.

    Raises:
        Gone: it has ended.
    """
    with change(actor, now) as running:
        link = get_living_link(actor, running.now)
        if link.opened_at is None:
            link.opened_at = running.now
            link.save(update_fields=["opened_at"])
            settle_link_failure(running, link, link.job)
            running.append(
                CrewLinkOpened(
                    incident=link.job.incident_id,
                    unit_assignment=link.job_id,
                    crew_link=link.id,
                    call_sign=actor.call_sign,
                )
            )
        return link


def set_status_by_link(
    *, status: str, actor: LinkedCrew, at: datetime | None = None, destination: str = "", now: datetime | None = None
) -> UnitAssignment:
    """The crew's next state: the same service as every other crew's, while the link lives.

    Raises:
        Denied: calling a unit back is not its crew's to say.
        Gone: it has ended meanwhile.
        Invalid, WrongMove: as for every crew.
    """
    if status == "cancelled":
        raise Denied(_("Tugas dibatalkan oleh pusat atau instansi; telepon 112."))
    with change(actor, now) as running:
        get_unit_assignment(actor, actor.job)
        get_living_link(actor, running.now)
        return set_unit_status(unit_assignment_id=actor.job, status=status, actor=actor, at=at, destination=destination)


def get_living_link(actor: LinkedCrew, now: datetime) -> CrewLink:
    """The link that this actor holds, locked.

    Raises:
        Gone: it has ended.
    """
    link = CrewLink.objects.select_for_update(of=("self",)).select_related("job").filter(id=actor.id).first()
    if link is None:
        raise Missing(_("Tautan ini tidak dikenal."))
    if (why := link.why_dead(now)) != "":
        raise Gone(_("Tautan ini sudah tidak berlaku."), code=why)
    return link
