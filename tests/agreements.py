"""Agreements for tests: a neighbour's fire brigade that has no desk here, and an agency of the centre."""

from datetime import timedelta

from agencies.models import Agency, Agreement, Member
from agencies.services.agreement_text import PartyText, PromiseText, Text
from agencies.services.agreements import advance_agreement, draft_agreement, local_day, sign_agreement
from foundation.journal import SYSTEM
from foundation.lib import time
from foundation.people.models import Role, User
from foundation.people.services import create_account

BRIGADE = PartyText("Damkar Kabupaten Blitar", "Kepala Dinas, surat kuasa Bupati 5/2026")
ENGINES = PromiseText(1, "units", "mobil pemadam", 2, "unit", 300, 2400, "Pasal 4")


def running_agreement(
    admin: User, *, helper: PartyText = BRIGADE, promise: PromiseText = ENGINES, number: str = "7/2026"
) -> Agreement:
    """Signed by both sides, running from today for a year; the same number again is the same agreement."""
    known = Agreement.objects.filter(number=number).first()
    if known is not None:
        return known
    today = local_day(time.now())
    text = Text(
        form="pks",
        number=number,
        title_id="Bantuan pemadam antarkabupaten",
        purpose="Saling membantu memadamkan kebakaran besar",
        legal_bases=("PP 28/2018",),
        starts_on=today,
        ends_on=today + timedelta(days=365),
        parties=(PartyText("Bupati Tulungagung", "Bupati"), helper),
        promises=(promise,),
        clauses=(("Pasal 4", "Pihak kedua mengirim dua mobil pemadam dalam empat puluh menit."),),
    )
    agreement = draft_agreement(text=text, actor=admin)
    advance_agreement(agreement_id=agreement.id, phase="planned", actor=admin)
    for party in agreement.parties.all():
        sign_agreement(party_id=party.id, edition=agreement.edition, signatory="Kepala", actor=SYSTEM)
    advance_agreement(agreement_id=agreement.id, phase="agreed", actor=admin)
    return advance_agreement(agreement_id=agreement.id, phase="running", actor=admin)


def head_of(agency: str, *more: Role) -> User:
    """The head of an agency, who signs and answers for it; asked again, the same person."""
    known = User.objects.filter(username=f"head-{agency}").first()
    if known is not None:
        return known
    roles = [Role.SUPERVISOR, *more]
    user = create_account(username=f"head-{agency}", name="Kepala", roles=roles, password=None, actor=SYSTEM)
    Member.objects.create(user=user, agency=Agency.objects.get(code=agency), is_supervisor=True)
    return user
