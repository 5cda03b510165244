"""The forms of agreements and findings: plain fields in, what the services take out."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Agreement, Party, Promise
from agencies.sanctions import LONGEST_NAME, MOST_STEPS, Sanction, rows_of
from agencies.services.agreement_text import PLAIN, PartyText, PromiseText, Text
from agencies.words import EVENT, PROMISE
from foundation.lib.fields import LocalDay
from foundation.lib.words import choices

MOST_ROWS = 40
SPARE_ROWS = 2


def words(label: Any, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    """A longer text."""
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), max_length=10_000, **more
    )


def agency_choices() -> list[tuple[str, Any]]:
    """The centre's own agencies, or an office elsewhere."""
    agencies = Agency.objects.filter(active=True).order_by("name_id")
    return [("", _("instansi lain")), *((agency.code, agency.name) for agency in agencies)]


class AgreementForm(forms.Form):
    """What stands at the head of an agreement."""

    form = forms.ChoiceField(label=_("Bentuk"), choices=Agreement.Form.choices)
    number = forms.CharField(label=_("Nomor"), max_length=60, required=False)
    title_id = forms.CharField(label=_("Judul"), max_length=300)
    title_en = forms.CharField(label=_("Judul dalam bahasa Inggris"), max_length=300, required=False)
    starts_on = LocalDay(label=_("Berlaku mulai"), required=False)
    ends_on = LocalDay(label=_("Sampai dengan"), required=False)
    purpose = words(_("Tujuan"))
    legal_bases = words(_("Dasar hukum"), help_text=_("Satu baris satu dasar hukum."))
    data_sharing = words(_("Berbagi data dan kerahasiaan"))
    funding = words(_("Pembiayaan"))
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PartyForm(forms.Form):
    """One side; an empty row is none."""

    agency = forms.ChoiceField(label=_("Instansi pusat ini"), required=False, choices=agency_choices)
    name = forms.CharField(label=_("Nama pihak"), max_length=200, required=False)
    authority = forms.CharField(label=_("Kewenangan"), max_length=300, required=False)
    signatory = forms.CharField(label=_("Penanda tangan"), max_length=120, required=False)


class PromiseForm(forms.Form):
    """One promise; an empty row is none. Minutes on the page, seconds in the agreement."""

    party = forms.IntegerField(label=_("Pihak ke-"), min_value=1, max_value=MOST_ROWS, required=False)
    kind = forms.ChoiceField(label=_("Jenis"), required=False, choices=partial(choices, PROMISE))
    what = forms.CharField(label=_("Apa"), max_length=200, required=False)
    amount = forms.IntegerField(label=_("Berapa"), min_value=1, max_value=1_000_000_000, required=False)
    measure = forms.CharField(label=_("Satuan"), max_length=40, required=False)
    answer_min = forms.IntegerField(label=_("Menjawab dalam (menit)"), min_value=1, max_value=100_000, required=False)
    arrival_min = forms.IntegerField(label=_("Tiba dalam (menit)"), min_value=1, max_value=100_000, required=False)
    clause = forms.CharField(label=_("Pasal"), max_length=60, required=False)


class ClauseForm(forms.Form):
    """One clause; an empty row is none."""

    number = forms.CharField(label=_("Pasal"), max_length=60, required=False)
    text = words(_("Isi"), rows=2)


class SanctionForm(forms.Form):
    """One step of the agreement's own ladder of sanctions; an empty row is none."""

    name_id = forms.CharField(label=_("Sanksi"), max_length=LONGEST_NAME, required=False)
    name_en = forms.CharField(label=_("Dalam bahasa Inggris"), max_length=LONGEST_NAME, required=False)
    article = forms.CharField(label=_("Pasal"), max_length=60, required=False)


class EventForm(forms.Form):
    """What was done about the agreement."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=partial(choices, EVENT))
    party = forms.ChoiceField(label=_("Pihak"), required=False)
    held_on = LocalDay(label=_("Tanggal"), required=False)
    text = words(_("Catatan"))
    follow_up_on = LocalDay(label=_("Ditindaklanjuti paling lambat"), required=False)

    def __init__(self, *args: Any, parties: Iterable[Party], **kwargs: Any) -> None:
        """`parties`: whose progress it may be, or who follows a decision up."""
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("semua pihak")), *((str(party.id), party.name) for party in parties)]


class FindingForm(forms.Form):
    """A step of the procedure that an agency skipped."""

    number = forms.CharField(label=_("Nomor kejadian"), max_length=20)
    agency = forms.ChoiceField(label=_("Instansi"), choices=lambda: [("", "–"), *agency_choices()[1:]])
    step = forms.CharField(label=_("Langkah SOP yang dilewati"), max_length=200)
    basis = forms.CharField(
        label=_("Dasar"), max_length=300, required=False, help_text=_("Kosong: keputusan yang menugaskan instansi itu.")
    )

    def clean_number(self) -> str:
        """As it is written on cards and sheets, with its sign or without."""
        return str(self.cleaned_data["number"]).removeprefix("#").strip()


class AnswerForm(forms.Form):
    """The agency's side of a finding."""

    text = words(_("Mengapa demikian?"), rows=4, required=True)


class DecisionForm(forms.Form):
    """What a person decides about a finding."""

    upheld = forms.ChoiceField(label=_("Putusan"), choices=[("yes", _("Terbukti")), ("no", _("Tidak terbukti"))])
    text = words(_("Alasan"))

    def __init__(self, *args: Any, allowed: Iterable[tuple[int, Sanction]] = (), **kwargs: Any) -> None:
        """`allowed`: the steps of the ladder that may be given now."""
        super().__init__(*args, **kwargs)
        steps = [("", _("Tanpa sanksi")), *((str(step), sanction.name) for step, sanction in allowed)]
        self.fields["sanction"] = forms.ChoiceField(label=_("Sanksi"), required=False, choices=steps)


def rows(form: type[forms.Form], most: int = MOST_ROWS) -> "type[forms.BaseFormSet[forms.Form]]":
    """A list of such rows; a request that claims more than there may be costs no more than those."""
    return forms.formset_factory(form, extra=SPARE_ROWS, max_num=most, absolute_max=most + SPARE_ROWS)


class AgreementForms:
    """The head and the four lists of one agreement, filled in together."""

    def __init__(self, data: Any = None, text: Text | None = None, edition: int | None = None) -> None:
        """From what was sent, or else from the agreement as it is."""
        self.head = AgreementForm(data, initial=head_of(text, edition))
        self.parties = rows(PartyForm)(data, prefix="party", initial=parties_of(text))
        self.promises = rows(PromiseForm)(data, prefix="promise", initial=promises_of(text))
        self.clauses = rows(ClauseForm)(data, prefix="clause", initial=clauses_of(text))
        ladder = rows_of(text.sanctions if text else ())
        self.sanctions = rows(SanctionForm, MOST_STEPS)(data, prefix="sanction", initial=ladder)

    def is_valid(self) -> bool:
        """Whether every field can be read."""
        # Each is asked, so that each can say what is wrong with it.
        valid = [form.is_valid() for form in (self.head, self.parties, self.promises, self.clauses, self.sanctions)]
        return all(valid)

    @property
    def edition(self) -> int:
        """The edition that the writer had before the eyes."""
        return self.head.cleaned_data.get("edition") or 0

    def text(self) -> Text:
        """What was written, as the services take it; only after `is_valid`."""
        head = self.head.cleaned_data
        return Text(
            **{name: head[name] for name in PLAIN},
            legal_bases=tuple(line.strip() for line in head["legal_bases"].splitlines() if line.strip()),
            parties=tuple(
                PartyText(row["name"], row["authority"], row["agency"], row["signatory"])
                for row in filled(self.parties, "name", "agency", "authority")
            ),
            promises=tuple(promise_of(row) for row in filled(self.promises, "what", "amount", "party")),
            clauses=tuple((row["number"], row["text"]) for row in filled(self.clauses, "number", "text")),
            sanctions=tuple(Sanction(**row) for row in filled(self.sanctions, "name_id", "article")),
        )


def filled(rows: Any, *names: str) -> list[dict[str, Any]]:
    """The rows of a formset in which one of these fields says something."""
    return [row.cleaned_data for row in rows if any(row.cleaned_data.get(name) for name in names)]


def promise_of(row: dict[str, Any]) -> PromiseText:
    """A row as a promise: parties are counted from one on the page, times are minutes there."""
    return PromiseText(
        party=(row["party"] or 0) - 1,
        kind=row["kind"] or Promise.Kind.UNITS,
        what=row["what"],
        amount=row["amount"] or 0,
        measure=row["measure"],
        answer_s=row["answer_min"] * 60 if row["answer_min"] else None,
        arrival_s=row["arrival_min"] * 60 if row["arrival_min"] else None,
        clause=row["clause"],
    )


def head_of(text: Text | None, edition: int | None) -> dict[str, Any]:
    """The head's first values."""
    if text is None:
        return {"form": Agreement.Form.PKS}
    head: dict[str, Any] = {name: getattr(text, name) for name in PLAIN}
    return head | {"legal_bases": "\n".join(text.legal_bases), "edition": edition}


def parties_of(text: Text | None) -> list[dict[str, Any]]:
    """The sides' first values."""
    rows = text.parties if text else ()
    return [
        {"agency": row.agency, "name": row.name, "authority": row.authority, "signatory": row.signatory} for row in rows
    ]


def promises_of(text: Text | None) -> list[dict[str, Any]]:
    """The promises' first values."""
    return [
        {
            "party": row.party + 1,
            "kind": row.kind,
            "what": row.what,
            "amount": row.amount,
            "measure": row.measure,
            "answer_min": row.answer_s // 60 if row.answer_s else None,
            "arrival_min": row.arrival_s // 60 if row.arrival_s else None,
            "clause": row.clause,
        }
        for row in (text.promises if text else ())
    ]


def clauses_of(text: Text | None) -> list[dict[str, str]]:
    """The clauses' first values."""
    return [{"number": number, "text": words_} for number, words_ in (text.clauses if text else ())]
