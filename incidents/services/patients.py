"""Patients by triage colour, and where they are taken."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Actor, change
from foundation.lib.errors import WrongMove
from incidents.access import get_incident, reach_incident_of, require_writer
from incidents.entries import PatientsChanged, PatientsTold
from incidents.models import Patients
from incidents.services.speaking import said_when, speaker_of


@dataclass(frozen=True)
class Line:
    """So many of one colour, and where to."""

    triage: str
    count: int
    destination: str = ""


def add_patients(
    *, incident_id: UUID, line: Line, actor: Actor, at: datetime | None = None, now: datetime | None = None
) -> Patients:
    """So many patients of a colour were found; also told later, when the crew is back.

    Raises:
        Denied: for an account that only reads.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_writer(actor)
        speaker = speaker_of(actor)
        patients = Patients.objects.create(
            incident=incident,
            author=speaker.author,
            agency=speaker.agency,
            unit=speaker.unit,
            at=running.now,
            told_at=said_when(running, at),
            triage=line.triage,
            count=line.count,
            destination=line.destination,
        )
        running.append(
            PatientsTold(
                incident=incident.id,
                patients=patients.id,
                sender=speaker.name,
                triage=line.triage,
                count=line.count,
            )
        )
        return patients


def set_patients(*, patients_id: UUID, was: Line, line: Line, actor: Actor, now: datetime | None = None) -> Patients:
    """Correct a line; `was` is what the corrector saw. A count of none strikes it.

    Raises:
        Missing: the line is of an incident that does not exist for this user.
        WrongMove: somebody has changed it meanwhile, with what it is now.
    """
    with change(actor, now) as running:
        patients = get_patients(actor, patients_id)
        require_writer(actor)
        held = Line(patients.triage, patients.count, patients.destination)
        if held == line:
            return patients
        if held != was:
            raise WrongMove(
                _("Sudah diubah orang lain: kini %(count)s %(triage)s %(destination)s.")
                % {"count": held.count, "triage": held.triage, "destination": held.destination},
                code="changed",
                allowed=[],
            )
        patients.triage, patients.count, patients.destination = line.triage, line.count, line.destination
        patients.save(update_fields=["triage", "count", "destination"])
        running.append(
            PatientsChanged(
                incident=patients.incident_id,
                patients=patients.id,
                sender=speaker_of(actor).name,
                old_triage=held.triage,
                old_count=held.count,
                triage=line.triage,
                count=line.count,
            )
        )
        return patients


def get_patients(actor: Actor, patients_id: UUID) -> Patients:
    """A line, its incident locked first.

    Raises:
        Missing: the incident does not exist for this user.
    """
    reach_incident_of(actor, Patients, patients_id, _("Data pasien ini tidak ditemukan."), lock=True)
    return Patients.objects.get(id=patients_id)
