"""Help that an agreement promises: asking for it, and each side's steps until it has returned."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.models import Agency, Agreement, Promise
from agencies.routing import SUPPORT
from agencies.services.agreements import local_day
from foundation.journal import Actor, Change, System, change
from foundation.lib.errors import Denied, Invalid, WrongMove
from foundation.lib.words import say
from incidents.access import CENTRE, OnBehalf, get_incident, reach_incident_of, require_centre, voice_of
from incidents.deadlines import start_aid
from incidents.entries import AidAsked
from incidents.models import AgencyAssignment, Aid, Incident
from incidents.services.aid_steps import NOTHING, Given, move_aid
from incidents.services.calling import call_agencies, duty_beyond_decree, known_agency, update_stage
from incidents.services.closing import guard_stage
from incidents.states import AID_AFTER, AID_MOVES, ASSIGNMENT_OPEN, HELPERS_MOVES, may, moves_from
from incidents.words import AID


def ask_aid(*, incident_id: UUID, promise_id: UUID, amount: int, actor: Actor, now: datetime | None = None) -> Aid:
    """Ask a party for what it promised; its clocks run from now. An agency of the centre gets a part in the incident.

    Raises:
        WrongMove: the incident is closed, or the agreement does not run today.
        Invalid: no such promise, or more than was promised.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_centre(actor)
        guard_stage(incident, "ask_aid")
        promise = known_promise(promise_id)
        agreement = Agreement.objects.select_for_update(no_key=True).get(id=promise.agreement_id)
        guard_promise(agreement, promise, amount, running)
        helper = promise.party.agency
        asked = Aid.objects.create(
            incident=incident,
            agreement=agreement,
            promise=promise,
            party=promise.party,
            assignment=part_of_helper(running, incident, helper, agreement, promise) if helper else None,
            asked=amount,
            asked_at=running.now,
            answer_due=running.now + timedelta(seconds=promise.answer_s) if promise.answer_s else None,
            arrival_due=running.now + timedelta(seconds=promise.arrival_s) if promise.arrival_s else None,
        )
        start_aid(running, asked)
        running.append(
            AidAsked(
                incident=incident.id,
                aid=asked.id,
                agreement=agreement.id,
                citation=agreement.citation,
                party=promise.party.name,
                what=promise.what,
                amount=amount,
                measure=promise.measure,
            )
        )
        return asked


def known_promise(promise_id: UUID) -> Promise:
    """The promise with its party.

    Raises:
        Invalid: there is none.
    """
    promise = Promise.objects.select_related("party__agency").filter(id=promise_id).first()
    if promise is None:
        raise Invalid(_("Janji ini tidak dikenal."), fields={"promise": [_("Pilih janji dari perjanjian.")]})
    return promise


def guard_promise(agreement: Agreement, promise: Promise, amount: int, running: Change) -> None:
    """Only what is promised today can be asked for.

    Raises:
        WrongMove: the agreement does not run.
        Invalid: nothing, or more than was promised.
    """
    if not agreement.runs_on(local_day(running.now)):
        raise WrongMove(_("%(citation)s tidak sedang berjalan.") % {"citation": agreement.citation}, allowed=[])
    if not 1 <= amount <= promise.amount:
        most = _("Isi 1 sampai %(most)s.") % {"most": promise.amount}
        raise Invalid(_("Yang dijanjikan tidak sebanyak itu."), fields={"amount": [most]})


def part_of_helper(
    running: Change, incident: Incident, helper: Agency, agreement: Agreement, promise: Promise
) -> AgencyAssignment:
    """The helper's part: the one it has, or a new one that cites the agreement.

    Raises:
        Invalid: it is retired.
    """
    present = incident.assignments.filter(agency=helper, status__in=ASSIGNMENT_OPEN).first()
    if present is not None:
        return present
    helper = known_agency(helper.code)
    with override("id"):  # kept with the assignment, as the reasons of routing are
        why = _("Diminta menurut %(citation)s") % {"citation": agreement.citation}
    cited = {"paper": agreement.citation, "clause": promise.clause, "obligation": str(promise)}
    call_agencies(running, incident, [(helper, duty_beyond_decree(helper, SUPPORT, why, **cited))])
    update_stage(incident)
    return incident.assignments.get(agency=helper, status__in=ASSIGNMENT_OPEN)


def advance_aid(
    *,
    aid_id: UUID,
    move: str,
    actor: Actor,
    given: Given = NOTHING,
    now: datetime | None = None,
) -> Aid:
    """One side takes its next step. The state it is in already writes nothing.

    Raises:
        Missing: the incident does not exist for this user.
        Denied: it is the other side's step.
        WrongMove: with the moves that are possible.
        Invalid: an amount that makes no sense.
    """
    with change(actor, now) as running:
        aid = get_aid(actor, aid_id)
        require_side(actor, aid, move, given.on_behalf)
        if aid.status == AID_AFTER.get(move):
            return aid
        if not may(AID_MOVES, move, aid.status):
            raise WrongMove(
                _("Bantuan ini sudah %(status)s.") % {"status": say(AID, aid.status)},
                allowed=moves_from(AID_MOVES, aid.status),
            )
        take_in(aid, move, given)
        move_aid(running, aid, AID_AFTER[move], given)
        return aid


def get_aid(actor: Actor, aid_id: UUID) -> Aid:
    """The help, its incident locked first.

    Raises:
        Missing: the incident does not exist for this user.
    """
    reach_incident_of(actor, Aid, aid_id, _("Permintaan bantuan ini tidak ditemukan."), lock=True)
    return Aid.objects.select_related("incident", "party", "promise", "assignment").get(id=aid_id)


def require_side(actor: Actor, aid: Aid, move: str, on_behalf: OnBehalf | None) -> None:
    """The centre asks, accepts, releases; the helper's desk does the rest, or the centre saying who was told.

    Raises:
        Denied: for everybody else.
    """
    if isinstance(actor, System):
        return
    voice, helpers = voice_of(actor, aid.party.agency_id), move in HELPERS_MOVES
    if voice is None or (voice != CENTRE and not helpers):
        raise Denied(_("Langkah ini milik pihak lain."))
    if voice == CENTRE and helpers and on_behalf is None:
        raise Denied(
            _("Sebutkan atas nama siapa dan lewat apa (on_behalf): langkah ini milik pemberi bantuan."),
            code="on_behalf_required",
        )


def take_in(aid: Aid, move: str, given: Given) -> None:
    """Keep what the step says.

    Raises:
        Invalid: nothing offered, or a negative amount.
    """
    if move == "offer":
        if given.amount is not None and given.amount < 1:
            raise Invalid(_("Isi berapa yang ditawarkan."), fields={"amount": [_("Sedikitnya satu.")]})
        aid.offered = given.amount or aid.asked
        aid.eta_s = given.eta_s
    if move == "arrive":
        aid.given = given.amount if given.amount is not None else (aid.offered or aid.asked)
    if move == "return":
        aid.cost = given.cost
