"""No code reaches a reader: whatever a row or an entry may hold has words, in both languages."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override

from dispatch.entries import Escalated
from dispatch.escalation import ROLE_OF_STEP
from foundation.journal import Entry
from foundation.lib.words import Words
from incidents import words
from incidents.entries import (
    AgencyAlerted,
    AlarmRaised,
    AssignmentMoved,
    AssignmentRoleChanged,
    IncidentClosed,
    ReportDismissed,
)
from incidents.models import Alarm, Patients
from incidents.services.moves import DECLINE_REASONS
from incidents.states import (
    ASSIGNMENT_STATES,
    INCIDENT_DISPOSITIONS,
    REPORT_DISPOSITIONS,
    REPORT_STATES,
    UNIT_STATES,
)

CONSOLE = Path(__file__).resolve().parents[2] / "console" / "src" / "core"
AGENCY: dict[str, Any] = {"incident": uuid4(), "assignment": uuid4(), "agency": uuid4(), "agency_name": "Damkar"}


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.STATUS, [*REPORT_STATES, *ASSIGNMENT_STATES, *UNIT_STATES]),
        (words.DISPOSITION, [*REPORT_DISPOSITIONS, *INCIDENT_DISPOSITIONS]),
        (words.DECLINE, DECLINE_REASONS),
        (words.ROLE, ["lead", "support", "informed", *ROLE_OF_STEP]),
        (words.CAUSE, Alarm.Kind.values),
        (words.TRIAGE, Patients.Triage.values),
    ],
)
def test_every_code_has_words(table: Words, codes: Iterable[str]) -> None:
    assert [code for code in codes if code not in table] == []


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("ALARMS", Alarm.Kind.values),
        ("REPORTS", REPORT_STATES),
        ("ASSIGNMENTS", ASSIGNMENT_STATES),
        ("UNITS", UNIT_STATES),
        ("ROLES", ["lead", "support", "informed"]),
        ("POSITIONS", ["call_taker", *ROLE_OF_STEP]),
        ("TRIAGE", Patients.Triage.values),
    ],
)
def test_every_code_has_words_on_the_consoles(table: str, codes: Iterable[str]) -> None:
    source = "".join(file.read_text() for file in sorted(CONSOLE.glob("words*.ts")) if ".test." not in file.name)
    said = source.partition(f"const {table}: Words = {{")[2].partition("};")[0]
    assert [code for code in codes if f"  {code}: " not in said] == []


@pytest.mark.parametrize(
    ("entry", "indonesian", "english"),
    [
        (
            Escalated(
                incident=None,
                report=None,
                assignment=None,
                deadline=uuid4(),
                limit="acknowledge",
                step=1,
                to="dispatcher",
                agency_code="damkar",
                substitute=None,
            ),
            "Batas penerimaan oleh instansi terlewat, langkah 1: petugas pengirim (damkar)",
            "dispatcher",
        ),
        (IncidentClosed(incident=uuid4(), disposition="handed_over"), "Kejadian ditutup: Diserahkan", "Handed over"),
        (ReportDismissed(report=uuid4(), disposition="misdial"), "Laporan ditutup: Salah sambung", "Misdial"),
        (
            AlarmRaised(
                alarm=uuid4(),
                incident=None,
                report=None,
                cause="no_desk",
                urgency="A1",
                role="dispatcher",
                audience="centre",
                step=0,
            ),
            "Alarm A1 untuk petugas pengirim: instansi tanpa layar",
            "an agency without a desk",
        ),
        (
            AgencyAlerted(
                **AGENCY, agency_code="damkar", role="support", decree="SK 1", article="Pasal 2", substitute_for=None
            ),
            "Damkar dipanggil sebagai instansi pendukung (SK 1, Pasal 2)",
            "supporting agency",
        ),
        (
            AssignmentMoved(**AGENCY, old_status="delivered", status="declined", reason="no_unit"),
            "Damkar menolak: Tidak ada unit bebas",
            "No unit free",
        ),
        (
            AssignmentRoleChanged(**AGENCY, old_role="informed", role="lead", decree="SK 1", article="Pasal 2"),
            "Damkar kini instansi utama, bukan instansi yang diberi tahu lagi (SK 1, Pasal 2)",
            "lead agency",
        ),
    ],
)
def test_the_record_speaks_the_readers_language(entry: Entry, indonesian: str, english: str) -> None:
    with override("id"):
        assert entry.text() == indonesian
    with override("en"):
        assert english in entry.text()
        assert not re.search(r"\b[a-z]+_[a-z]+\b", entry.text())
