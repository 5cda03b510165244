"""Saved cases: what must come out right under every version of a procedure."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Actor, change
from foundation.lib.errors import Invalid, Missing
from sop.bench import failing
from sop.content import PRIORITIES
from sop.entries import CaseAdded, CaseRemoved
from sop.models import Case, IncidentType, ProcedureVersion
from sop.selectors import outcomes_of
from sop.services.guards import WRITERS, lock_procedure, require_role

LONGEST_CASE, MOST_CASES = 2_000, 500


def add_case(
    *,
    type_code: str,
    text: str,
    expected_type: str,
    expected_priority: str,
    actor: Actor,
    answers: Mapping[str, Any] | None = None,
    lead: str = "",
    area: str = "",
    now: datetime | None = None,
) -> Case:
    """From now on every version of the procedure must make this of it, or it is not approved.

    Raises:
        Denied, Missing: no administrator or coordinator; no such procedure.
        Invalid: nothing is said, it is too long, or no such type or priority.
    """
    author = require_role(actor, *WRITERS)
    with change(actor, now) as running:
        procedure = lock_procedure(type_code=type_code)
        guard_case(text, answers or {}, expected_type, expected_priority)
        if procedure.cases.count() >= MOST_CASES:
            raise Invalid(_("Kasus uji sudah %(most)s; hapus yang tidak perlu.") % {"most": MOST_CASES})
        case = Case.objects.create(
            procedure=procedure,
            text=text,
            answers=dict(answers or {}),
            type=expected_type,
            priority=expected_priority,
            lead=lead,
            area=area,
            created_at=running.now,
            created_by=author,
        )
        running.append(
            CaseAdded(
                procedure=procedure.id,
                case=case.id,
                of=type_code,
                type=expected_type,
                priority=expected_priority,
                lead=lead or None,
            )
        )
        return case


def guard_case(text: str, answers: Mapping[str, Any], expected_type: str, expected_priority: str) -> None:
    """Refuse what cannot be run.

    Raises:
        Invalid: by field.
    """
    wrong: dict[str, list[str]] = {}
    if not text.strip() and not answers:
        wrong["text"] = [_("Isi kata-kata penelepon atau jawaban.")]
    if len(text) > LONGEST_CASE:
        wrong["text"] = [_("Paling panjang %(most)s huruf.") % {"most": LONGEST_CASE}]
    if not IncidentType.objects.filter(code=expected_type).exists():
        wrong["expected_type"] = [_("Jenis kejadian tidak dikenal.")]
    if expected_priority not in PRIORITIES:
        wrong["expected_priority"] = [_("Prioritas harus P1 sampai P5.")]
    if wrong:
        raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=wrong)


def remove_case(*, case_id: UUID, actor: Actor, now: datetime | None = None) -> None:
    """The case no longer counts. Its words go; that somebody took it away stays in the record.

    Raises:
        Denied, Missing: no administrator or coordinator; no such case.
    """
    require_role(actor, *WRITERS)
    with change(actor, now) as running:
        case = Case.objects.select_related("procedure").filter(id=case_id).first()
        if case is None:
            raise Missing(_("Kasus uji ini tidak ada."))
        lock_procedure(type_code=case.procedure.type_id)
        running.append(
            CaseRemoved(procedure=case.procedure_id, case=case.id, of=case.procedure.type_id, type=case.type)
        )
        case.delete()


def lack_passing_cases(version: ProcedureVersion, now: datetime) -> Iterator[str]:
    """What stands in the way of an approval: a case that does not come out as it must."""
    outcomes = outcomes_of(version, now)
    broken = failing(outcomes)
    if broken:
        yield _("Kasus uji: %(passing)s benar, %(failing)s gagal (%(first)s)") % {
            "passing": len(outcomes) - len(broken),
            "failing": len(broken),
            "first": say_outcome(
                broken[0].expected.type, broken[0].expected.priority, broken[0].type, broken[0].priority
            ),
        }


def say_outcome(wanted_type: str, wanted_priority: str, got_type: str, got_priority: str) -> str:
    """`expected FIR-BUILDING P1, got FIR-LAND P2`."""
    return _("harap %(wanted)s, dapat %(got)s") % {
        "wanted": f"{wanted_type} {wanted_priority}",
        "got": f"{got_type} {got_priority}",
    }
