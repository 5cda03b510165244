"""What an agreement says, as one value: checked whole, written whole, read whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from agencies.models import Agency, Agreement, Clause, Party, Promise
from agencies.sanctions import Sanction, faults_of, rows_of, sanctions_of
from foundation.journal import Change
from foundation.lib.errors import Invalid


@dataclass(frozen=True)
class PartyText:
    """One side as it is written; `agency` is the code of one of the centre's, or empty."""

    name: str
    authority: str = ""
    agency: str = ""
    signatory: str = ""


@dataclass(frozen=True)
class PromiseText:
    """What the party at that place of the list (from 0) gives; times in seconds from the asking."""

    party: int
    kind: str
    what: str
    amount: int
    measure: str
    answer_s: int | None = None
    arrival_s: int | None = None
    clause: str = ""


@dataclass(frozen=True)
class Text:
    """Everything an agreement says."""

    form: str
    title_id: str
    number: str = ""
    title_en: str = ""
    purpose: str = ""
    legal_bases: tuple[str, ...] = ()
    data_sharing: str = ""
    funding: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    parties: tuple[PartyText, ...] = ()
    promises: tuple[PromiseText, ...] = ()
    clauses: tuple[tuple[str, str], ...] = ()
    sanctions: tuple[Sanction, ...] = ()


PLAIN = ("form", "number", "title_id", "title_en", "purpose", "data_sharing", "funding", "starts_on", "ends_on")


def guard_text(text: Text, known: Agreement | None) -> None:
    """What no agreement may say.

    Raises:
        Invalid: by field.
    """
    wrong: dict[str, list[str]] = {}
    if not text.title_id.strip():
        wrong["title_id"] = [_("Judul belum diisi.")]
    if text.starts_on and text.ends_on and text.ends_on < text.starts_on:
        wrong["ends_on"] = [_("Tanggal berakhir harus sesudah tanggal mulai.")]
    same = Agreement.objects.filter(form=text.form, number=text.number).values_list("id", flat=True)
    if text.number and set(same) - {known.id if known else None}:
        wrong["number"] = [_("Nomor ini sudah dipakai.")]
    codes = [party.agency for party in text.parties if party.agency]
    active = set(Agency.objects.filter(code__in=codes, active=True).values_list("code", flat=True))
    strange = sorted(set(codes) - active)
    if strange:
        wrong["parties"] = [_("Instansi %(codes)s tidak dikenal atau tidak aktif.") % {"codes": ", ".join(strange)}]
    elif len(codes) != len(set(codes)):
        wrong["parties"] = [_("Satu instansi hanya dapat menjadi satu pihak.")]
    problems = [
        problem for place, promise in enumerate(text.promises, 1) for problem in promise_faults(text, promise, place)
    ]
    if problems:
        wrong["promises"] = problems
    faults = list(faults_of(text.sanctions, (number for number, _text in text.clauses)))
    if faults:
        wrong["sanctions"] = faults
    if wrong:
        raise Invalid(_("Naskah belum benar; tidak ada yang disimpan."), fields=wrong)


def promise_faults(text: Text, promise: PromiseText, line: int) -> list[str]:
    """What is wrong with one promise, named by its line."""
    clauses = {number for number, _text in text.clauses}
    faults = []
    if not 0 <= promise.party < len(text.parties):
        faults.append(_("Janji %(line)s: pihaknya tidak ada.") % {"line": line})
    if promise.amount <= 0 or not promise.what.strip():
        faults.append(_("Janji %(line)s: isi apa dan berapa.") % {"line": line})
    if promise.kind not in Promise.Kind.values:
        faults.append(_("Janji %(line)s: jenisnya tidak dikenal.") % {"line": line})
    if promise.clause and promise.clause not in clauses:
        faults.append(_("Janji %(line)s: pasal %(clause)s tidak ada.") % {"line": line, "clause": promise.clause})
    if any(seconds is not None and seconds <= 0 for seconds in (promise.answer_s, promise.arrival_s)):
        faults.append(_("Janji %(line)s: waktu harus lebih dari nol.") % {"line": line})
    return faults


def put_text(running: Change, agreement: Agreement, text: Text) -> None:
    """Write the whole text as the next edition."""
    for name in PLAIN:
        setattr(agreement, name, getattr(text, name))
    agreement.legal_bases = list(text.legal_bases)
    agreement.sanctions = rows_of(text.sanctions)
    agreement.edition += 1
    if running.actor.id is not None and running.actor.id not in agreement.written_by:
        agreement.written_by = [*agreement.written_by, running.actor.id]
    agreement.save()
    for parts in (agreement.promises, agreement.parties, agreement.clauses):
        parts.all().delete()
    parties = put_parties(agreement, text.parties)
    Promise.objects.bulk_create(
        Promise(
            agreement=agreement,
            place=place,
            party=parties[promise.party],
            kind=promise.kind,
            what=promise.what,
            amount=promise.amount,
            measure=promise.measure,
            answer_s=promise.answer_s,
            arrival_s=promise.arrival_s,
            clause=promise.clause,
        )
        for place, promise in enumerate(text.promises)
    )
    Clause.objects.bulk_create(
        Clause(agreement=agreement, place=place, number=number, text=words)
        for place, (number, words) in enumerate(text.clauses)
    )


def put_parties(agreement: Agreement, parties: Sequence[PartyText]) -> list[Party]:
    """The sides, in their order."""
    known = {agency.code: agency for agency in Agency.objects.filter(code__in=[party.agency for party in parties])}
    return Party.objects.bulk_create(
        Party(
            agreement=agreement,
            place=place,
            agency=known.get(party.agency),
            name=party.name or (known[party.agency].name_id if party.agency else ""),
            authority=party.authority,
            signatory=party.signatory,
        )
        for place, party in enumerate(parties)
    )


def text_of(agreement: Agreement) -> Text:
    """The agreement as `write_agreement` takes it."""
    parties = list(agreement.parties.select_related("agency"))
    places = {party.id: place for place, party in enumerate(parties)}
    promises = agreement.promises.all()
    return Text(
        **{name: getattr(agreement, name) for name in PLAIN},
        legal_bases=tuple(agreement.legal_bases),
        parties=tuple(
            PartyText(party.name, party.authority, party.agency.code if party.agency else "", party.signatory)
            for party in parties
        ),
        promises=tuple(
            PromiseText(
                party=places[promise.party_id],
                kind=promise.kind,
                what=promise.what,
                amount=promise.amount,
                measure=promise.measure,
                answer_s=promise.answer_s,
                arrival_s=promise.arrival_s,
                clause=promise.clause,
            )
            for promise in promises
        ),
        clauses=tuple(agreement.clauses.values_list("number", "text")),
        sanctions=sanctions_of(agreement.sanctions),
    )
