""" "Why us?": the article of the decree of that second, the rule that made it win, and who else was considered."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Agency, Decree, Mandate, in_language
from agencies.naming import named, names_at_hand, say_agency, say_matter
from agencies.routing import Considered, say_basis, say_considered, say_rule
from foundation.journal.entries import parse_entry
from foundation.journal.models import JournalEntry
from foundation.journal.selectors import entries_about
from foundation.lib.errors import Missing
from foundation.lib.time import iso
from foundation.people.models import User
from incidents.access import get_incident
from incidents.entries import IncidentRouted
from incidents.models import AgencyAssignment, Incident

Data = dict[str, Any]
TAKEN = ("leads", "supports", "informed", "ties")


def why_assigned(user: User, assignment_id: UUID) -> Data:
    """The whole answer, in the reader's language, from the record and the frozen decree - not from today's rules.

    Raises:
        Missing: the incident does not exist for this user.
    """
    part = _part(user, assignment_id)
    asked = part.substitute_for or part
    route = _route_behind(part.incident, asked)
    with names_at_hand():
        return _answer(part, asked, route)


def _answer(part: AgencyAssignment, asked: AgencyAssignment, route: list[Considered]) -> Data:
    return {
        "assignment": str(part.id),
        "agency": _agency(part.agency),
        "role": part.role,
        "called_at": iso(part.alerted_at),
        "decree": _decree(part.mandate.decree) if part.mandate else None,
        "article": _article(part),
        "obligation": _obligation(part),
        "rules": _rules(asked, route),
        "substitute_for": _agency(asked.agency) if part.substitute_for else None,
        "considered": [_considered(one) for one in route],
    }


def _part(user: User, assignment_id: UUID) -> AgencyAssignment:
    related = ("agency", "incident", "mandate__decree", "mandate__article", "substitute_for__agency")
    part = AgencyAssignment.objects.select_related(*related).filter(id=assignment_id).first()
    if part is None:
        raise Missing(_("Penugasan ini tidak ditemukan."))
    try:
        get_incident(user, part.incident_id)
    except Missing:
        raise Missing(_("Penugasan ini tidak ditemukan.")) from None
    return part


def _route_behind(incident: Incident, part: AgencyAssignment) -> list[Considered]:
    """What was considered when this part was given: the last routing that names its agency, article and role so."""
    found: list[Considered] = []
    for entry in entries_about([incident.subject]):
        if entry.kind != IncidentRouted.kind:
            continue
        judged = _judgements(entry)
        if not found or any(_is_of(one, part) for one in judged):
            found = judged
    return found


def _judgements(entry: JournalEntry) -> list[Considered]:
    parsed = parse_entry(entry.kind, entry.version, entry.data)
    return parsed.judgements() if isinstance(parsed, IncidentRouted) else []


def _is_of(one: Considered, part: AgencyAssignment) -> bool:
    named = (one.agency_code, one.decree, one.article)
    return one.verdict in TAKEN and named == (part.agency.code, part.decree, part.article)


def _rules(part: AgencyAssignment, route: list[Considered]) -> list[str]:
    """The mandate that won, and what it went before; as kept with the part where the record is older than this."""
    own = next((one for one in route if _is_of(one, part)), None)
    if own is None:
        return [str(reason) for reason in part.why]
    said = [say_basis(own.decree, own.article, own.type_code, own.area_name, say_matter(own.type_code))]
    citation = f"{own.decree}, {own.article}"
    beaten = [one for one in route if one.winner_citation == citation and one.verdict == "gives_way"]
    said += [
        _("Didahulukan dari %(agency)s (%(citation)s): %(rule)s")
        % {
            "agency": say_agency(one.agency_code),
            "citation": f"{one.decree}, {one.article}",
            "rule": say_rule(one.rule),
        }
        for one in beaten
    ]
    return said if own.verdict != "ties" else [*said, say_considered(named(own))]


def _agency(agency: Agency) -> Data:
    return {"code": agency.code, "name": agency.name}


def _decree(decree: Decree) -> Data:
    return {
        "id": str(decree.id),
        "citation": decree.citation,
        "title": decree.title,
        "in_force_from": iso(decree.in_force_from),
        "in_force_until": iso(decree.in_force_until),
        "status": decree.status,
    }


def _article(part: AgencyAssignment) -> Data:
    """The clause with its words; the Indonesian text binds."""
    mandate: Mandate | None = part.mandate
    if mandate is None:
        return {"number": part.article, "text": "", "text_en": ""}
    return {"number": part.article, "text": mandate.article.text, "text_en": mandate.article.text_en}


def _obligation(part: AgencyAssignment) -> str:
    if part.mandate is None or not part.mandate.obligation_en:
        return part.obligation
    return in_language(part.obligation, part.mandate.obligation_en)


def _considered(one: Considered) -> Data:
    return {
        "agency": {"code": one.agency_code, "name": say_agency(one.agency_code)},
        "role": one.role,
        "decree": one.decree,
        "article": one.article,
        "verdict": one.verdict,
        "taken": one.verdict in TAKEN,
        "text": say_considered(named(one)),
    }
