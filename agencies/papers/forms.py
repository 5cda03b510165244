"""What the pages of decrees read from a person: parsed here, judged by the services."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agencies.models import Decree
from agencies.sanctions import Sanction
from agencies.services.drafting import Clause, Paper
from foundation.lib.fields import FIRST_YEAR, LAST_YEAR, LocalDay, LocalMoment


class Lines(forms.CharField):
    """One entry a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        """As a person edits it."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Without empty lines."""
        text = super().clean(value)
        return tuple(line.strip() for line in text.splitlines() if line.strip())


class PaperForm(forms.Form):
    """The head of a decree; its articles stand beside it (`articles_of`)."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Decree.Kind.choices)
    number = forms.CharField(label=_("Nomor"), max_length=60)
    year = forms.IntegerField(label=_("Tahun"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    issuer = forms.CharField(label=_("Ditetapkan oleh"), max_length=120)
    title_id = forms.CharField(label=_("Tentang"), max_length=300)
    title_en = forms.CharField(label=_("Tentang (Inggris)"), max_length=300, required=False)
    signed_on = LocalDay(label=_("Tanggal penetapan"), required=False)
    expires_at = LocalMoment(
        label=_("Berakhir"), required=False, help_text=_("Kosongkan bila naskah tidak menyebut akhirnya.")
    )
    considerations = Lines(label=_("Menimbang"), required=False, help_text=_("Satu pertimbangan tiap baris."))
    legal_bases = Lines(label=_("Mengingat"), required=False, help_text=_("Satu dasar hukum tiap baris."))
    replaces = forms.MultipleChoiceField(
        label=_("Mengganti atau mencabut"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, decree: Decree | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Decree.objects.exclude(status__in=["superseded", "revoked", "ended"])
        others = others.exclude(id=decree.id) if decree else others
        choices = [(str(other.id), f"{other.citation} - {other.title}") for other in others]
        field = self.fields["replaces"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices

    def paper(self, articles: tuple[Clause, ...], sanctions: tuple[Sanction, ...] = ()) -> Paper:
        """The valid form as the services take it."""
        data = dict(self.cleaned_data)
        data["replaces"] = tuple(UUID(target) for target in data["replaces"])
        return Paper(**data, articles=articles, sanctions=sanctions)


class CopyForm(PaperForm):
    """A new decree, perhaps after an older one; articles are written once it is there."""

    copy_of = forms.ChoiceField(label=_("Salin pasal dan matriks dari"), required=False)
    considerations = None  # type: ignore[assignment]
    legal_bases = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["copy_of"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Tidak menyalin"))] + [
                (str(decree.id), decree.citation) for decree in Decree.objects.order_by("-in_force_from", "number")
            ]

    def model(self) -> UUID | None:
        """The decree to copy from."""
        chosen = self.cleaned_data.get("copy_of")
        return UUID(chosen) if chosen else None

    def paper(self, articles: tuple[Clause, ...], sanctions: tuple[Sanction, ...] = ()) -> Paper:
        """Without what is only asked here."""
        self.cleaned_data = {name: value for name, value in self.cleaned_data.items() if name != "copy_of"}
        return super().paper(articles, sanctions)


class ForceForm(forms.Form):
    """From when on."""

    begins = LocalMoment(
        label=_("Berlaku sejak"), required=False, help_text=_("Kosongkan untuk berlaku saat ini juga.")
    )


class AsOfForm(forms.Form):
    """The day that a page speaks of."""

    as_of = LocalMoment(label=_("Keadaan pada"), required=False)


def articles_of(posted: QueryDict) -> tuple[Clause, ...]:
    """The article rows of a form in the order that their numbers say; a row without a number is left out."""
    return tuple(clause for _order, clause in sorted(_rows(posted), key=lambda row: row[0]))


def sanctions_in(posted: QueryDict) -> tuple[Sanction, ...]:
    """The rows of the ladder of sanctions, lightest first; an empty row is left out."""
    columns = [posted.getlist(f"sanction_{name}") for name in ("name", "name_en", "article")]
    rows = ([" ".join(cell.split()) for cell in row] for row in zip(*columns, strict=False))
    return tuple(Sanction(*row) for row in rows if row[0] or row[2])


def _rows(posted: QueryDict) -> Iterator[tuple[tuple[int, int], Clause]]:
    columns = [posted.getlist(f"article_{name}") for name in ("order", "id", "number", "text", "text_en")]
    for place, (order, known, number, text, text_en) in enumerate(zip(*columns, strict=False)):
        if number.strip():
            at = int(order) if order.strip().isdigit() and len(order) < 6 else place + 1
            yield (at, place), Clause(number.strip()[:55], text.strip(), text_en.strip(), _id(known))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
