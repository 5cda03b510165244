"""The types and procedures of this release, brought into a centre once."""

from datetime import datetime

from foundation.journal import SYSTEM, Actor, Change, change
from sop.entries import TypeLoaded, VersionInForce, VersionLoaded
from sop.library import TypeDocument, bundled_groups
from sop.models import IncidentType, Procedure, ProcedureVersion
from sop.services.guards import Status


def load_rules(*, actor: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Bring in the types of this release and version 1 of each procedure that has none; how many were new.

    A type that is there already keeps its procedure: the rules are the regency's, a release never overwrites them.
    Doing it twice changes nothing.
    """
    with change(actor, now) as running:
        have = set(IncidentType.objects.values_list("code", flat=True))
        documents = [(document.group, entry) for document in bundled_groups() for entry in document.types]
        fresh = [(place, group, entry) for place, (group, entry) in enumerate(documents) if entry.code not in have]
        IncidentType.objects.bulk_create(type_of(place, group, entry, running) for place, group, entry in fresh)
        procedures = Procedure.objects.bulk_create(Procedure(type_id=entry.code) for _place, _group, entry in fresh)
        versions = ProcedureVersion.objects.bulk_create(
            ProcedureVersion(
                procedure=procedure,
                number=1,
                status=Status.IN_FORCE,
                content=entry.procedure.as_json(),
                in_force_from=running.now,
                created_at=running.now,
            )
            for procedure, (_place, _group, entry) in zip(procedures, fresh, strict=True)
        )
        for version in versions:
            running.append(TypeLoaded(type=version.type_code))
            running.append(VersionLoaded(version.procedure_id, version.id, version.type_code, version.number))
            running.append(VersionInForce(version.procedure_id, version.id, version.type_code, version.number))
        return len(fresh)


def type_of(place: int, group: str, entry: TypeDocument, running: Change) -> IncidentType:
    """The row of a type."""
    return IncidentType(
        code=entry.code,
        name_id=entry.name_id,
        name_en=entry.name_en,
        group=group,
        tier=entry.tier,
        default_priority=entry.default_priority,
        place=place,
        apco=list(entry.apco),
        bnpb=entry.bnpb,
        handling=list(entry.handling),
        changed_at=running.now,
    )
