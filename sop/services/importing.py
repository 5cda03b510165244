"""Procedures from another regency's file: drafts here, until the people here have signed them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from foundation.journal import Actor, Change, change
from foundation.lib.errors import Invalid
from sop.clashes import types_named
from sop.closed import Malformed
from sop.entries import ProceduresImported, TypeAdded
from sop.exchange import Exchange, ExchangedType, read_exchange
from sop.models import IncidentType, Procedure, ProcedureVersion
from sop.services.drafting import add_draft, invalid
from sop.services.guards import WRITERS, Status, require_role


@dataclass(frozen=True)
class Imported:
    """What a file brought: drafts made, types that are new here, procedures that say the same already."""

    drafts: tuple[ProcedureVersion, ...]
    new_types: tuple[str, ...]
    unchanged: tuple[str, ...]


def import_procedures(*, raw: bytes, actor: Actor, now: datetime | None = None) -> Imported:
    """A draft for each procedure that differs from the one in force; all of the file, or nothing.

    A type that is not known here is added and stays out of the menu until its first version is in force.

    Raises:
        Denied: no administrator or coordinator.
        Invalid: with every problem, its line and its field.
    """
    writer = require_role(actor, *WRITERS)
    try:
        exchange = read_exchange(raw)
    except Malformed as error:
        raise refused(error) from error
    with change(actor, now) as running:
        refuse_unknown_types(exchange)
        known = {one.type_id: one for one in Procedure.objects.select_for_update(no_key=True).order_by("id")}
        fresh = [add_type(one, running) for one in exchange.types if one.code not in known]
        known |= {one.type_id: one for one in fresh}
        drafts, same = [], []
        for one in exchange.types:
            content = one.procedure.as_json()
            if says_already(known[one.code], content):
                same.append(one.code)
            else:
                drafts.append(add_draft(known[one.code], content, (writer.id,), running))
        if drafts:
            running.append(ProceduresImported(drafts=len(drafts), new_types=len(fresh), unchanged=len(same)))
        return Imported(tuple(drafts), tuple(one.type_id for one in fresh), tuple(same))


def refused(error: Malformed) -> Invalid:
    """The refusal of a file."""
    return Invalid(_("Berkas ditolak; tidak ada yang diimpor."), fields=invalid(error.problems).fields)


def refuse_unknown_types(exchange: Exchange) -> None:
    """A procedure may name types that are here or in the file.

    Raises:
        Invalid: it names another.
    """
    known = {*IncidentType.objects.values_list("code", flat=True), *(one.code for one in exchange.types)}
    lacking = {
        f"types[{at}].procedure": [_("jenis %(code)s tidak ada") % {"code": code}]
        for at, one in enumerate(exchange.types)
        for code in sorted(named_in(one) - known)
    }
    if lacking:
        raise Invalid(_("Berkas ditolak; tidak ada yang diimpor."), fields=lacking)


def named_in(one: ExchangedType) -> set[str]:
    """The types that a procedure names."""
    return {code for _path, code in types_named(one.procedure)}


def add_type(one: ExchangedType, running: Change) -> Procedure:
    """A type that this centre did not have, with its empty procedure."""
    last = IncidentType.objects.aggregate(last=Max("place"))["last"] or 0
    kind = IncidentType.objects.create(
        code=one.code,
        name_id=one.name_id,
        name_en=one.name_en,
        group=one.group,
        tier=one.tier,
        default_priority=one.default_priority,
        active=False,
        place=last + 1,
        apco=list(one.apco),
        bnpb=one.bnpb,
        handling=list(one.handling),
        changed_at=running.now,
    )
    running.append(TypeAdded(type=one.code))
    return Procedure.objects.create(type=kind)


def says_already(procedure: Procedure, content: dict[str, object]) -> bool:
    """Whether the version in force, or a draft that is open, says the same."""
    standing = procedure.versions.exclude(status=Status.RETIRED)
    return any(version.parsed.as_json() == content for version in standing)
