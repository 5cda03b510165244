"""Days and moments that a person types into a form, on the centre's own clock."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LOCAL: Final = "%Y-%m-%dT%H:%M"
# No paper is older than the republic. Beyond the last year somebody slipped, or means "for ever": that is left empty.
FIRST_YEAR, LAST_YEAR = 1945, 2200


def guard_year(year: int) -> None:
    """Refuse a year that nobody means.

    Raises:
        ValidationError: saying which years there are.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(
            _("Periksa tahunnya: %(first)s sampai %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )


class LocalMoment(forms.DateTimeField):
    """A moment on the centre's own clock."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)

    def __init__(self, **more: Any) -> None:
        super().__init__(input_formats=[LOCAL, "%Y-%m-%dT%H:%M:%S"], **more)

    def to_python(self, value: Any) -> Any:
        """Judged before it is moved between zones, where the first and the last year of all would fall out."""
        guard_typed(value)
        return super().to_python(value)


class LocalDay(forms.DateField):
    """A date as browsers ask for it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> Any:
        """Judged like a moment."""
        guard_typed(value)
        return super().to_python(value)


def guard_typed(value: Any) -> None:
    """The year that a typed text begins with, if it begins with one.

    Raises:
        ValidationError: nobody means that year.
    """
    year = value.strip().partition("-")[0] if isinstance(value, str) else ""
    if year.isdecimal() and len(year) < 9:
        guard_year(int(year))
