"""An example of what a demonstration has done so far: an agreement, help given under it, a finding that waits.

Everything goes through the services, by the demo accounts, at the present time. It is loaded by `make run` once, into a
centre that is new; tests begin without it.
"""

from datetime import timedelta

from agencies.models import Agreement, Member
from agencies.sanctions import Sanction
from agencies.services.agreement_text import PartyText, PromiseText, Text
from agencies.services.agreements import advance_agreement, draft_agreement, local_day, sign_agreement
from foundation.journal import SYSTEM, change
from foundation.people.models import User
from incidents.access import OnBehalf
from incidents.models import Incident
from incidents.services.aid_steps import Given
from incidents.services.aiding import advance_aid, ask_aid
from incidents.services.closing import close_incident
from incidents.services.findings import answer_finding, register_finding
from incidents.services.intake import Told, receive_report
from incidents.services.opening import open_report

REPORT = "CONTOH: gudang terbakar besar, api merembet, perlu bantuan mobil pemadam"
BY_PHONE = Given(on_behalf=OnBehalf("Piket Damkar Contoh", "telepon"))


def load_example() -> None:
    """All of it in one change; a centre that has an agreement already is left alone."""
    with change(SYSTEM):
        if Agreement.objects.exists():
            return
        people = {user.username: user for user in User.objects.all()}
        agreement = sign_example(people["admin"])
        incident = give_help(people["operator"], agreement)
        skip_a_step(people, incident)


def sign_example(admin: User) -> Agreement:
    """Two fire engines of a neighbour within forty minutes."""
    with change(SYSTEM) as running:
        today = local_day(running.now)
    text = Text(
        form="pks",
        number="CONTOH-1",
        title_id="Bantuan pemadam antardaerah (CONTOH)",
        title_en="Fire engines between regions (EXAMPLE)",
        purpose="Saling membantu memadamkan kebakaran besar.",
        legal_bases=("PP 28/2018", "Permendagri 22/2020"),
        data_sharing="Hanya jenis, tempat dan nomor kejadian.",
        funding="Biaya ditanggung pihak yang diminta dan dicatat pada kejadiannya.",
        starts_on=today,
        ends_on=today + timedelta(days=365),
        parties=(
            PartyText("Kepala Daerah (CONTOH)", "Kepala daerah"),
            PartyText("Damkar Kabupaten Contoh", "Kepala Dinas, surat kuasa bupati (CONTOH)"),
        ),
        promises=(PromiseText(1, "units", "mobil pemadam", 2, "unit", 300, 2400, "Pasal 4"),),
        clauses=(
            ("Pasal 4", "Pihak kedua mengirim dua mobil pemadam dalam empat puluh menit sejak diminta."),
            ("Pasal 7", "Janji yang tidak dipenuhi ditegur tertulis, lalu dilaporkan kepada kedua kepala daerah."),
        ),
        sanctions=(
            Sanction("teguran tertulis", "written reminder", "Pasal 7"),
            Sanction("laporan kepada kedua kepala daerah", "report to both heads of region", "Pasal 7"),
        ),
    )
    agreement = draft_agreement(text=text, actor=admin)
    advance_agreement(agreement_id=agreement.id, phase="planned", actor=admin)
    for party in agreement.parties.all():
        sign_agreement(party_id=party.id, edition=agreement.edition, signatory="Contoh Purna", actor=SYSTEM)
    for phase in ("agreed", "running"):
        agreement = advance_agreement(agreement_id=agreement.id, phase=phase, actor=admin)
    return agreement


def give_help(operator: User, agreement: Agreement) -> Incident:
    """A fire for which the engines came, and which is over."""
    report = receive_report(told=Told(channel="call", text=REPORT), actor=operator)
    incident = open_report(report_id=report.id, actor=operator, type_code="FIR-BUILDING", priority="P1")
    promise = agreement.promises.get()
    aid = ask_aid(incident_id=incident.id, promise_id=promise.id, amount=2, actor=operator)
    for move in ("offer", "accept", "depart", "arrive", "release", "return"):
        given = Given() if move in ("accept", "release") else BY_PHONE
        advance_aid(aid_id=aid.id, move=move, given=given, actor=operator)
    close_incident(incident_id=incident.id, disposition="resolved", actor=operator)
    return incident


def skip_a_step(people: dict[str, User], incident: Incident) -> None:
    """The lead skipped a step and said why; the coordinator has not decided yet."""
    lead = incident.assignments.select_related("agency").get(role="lead")
    finding = register_finding(
        incident_id=incident.id,
        agency_code=lead.agency.code,
        step="Minta PLN memutus aliran listrik (CONTOH)",
        basis="",
        actor=people["coordinator"],
    )
    head = Member.objects.filter(agency=lead.agency, is_supervisor=True).select_related("user").first()
    if head is not None:
        answer_finding(finding_id=finding.id, text="Radio rusak, PLN dihubungi terlambat (CONTOH).", actor=head.user)
