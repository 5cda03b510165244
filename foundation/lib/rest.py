"""The API's manners: closed bodies, one error shape, pages of a list."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from math import isfinite
from typing import Any, Final

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from rest_framework import exceptions, serializers
from rest_framework.parsers import JSONParser
from rest_framework.response import Response

from foundation.lib.errors import DomainError, Invalid, Unavailable

RETRY_AFTER_S: Final = 2
# No row holds a NUL and no encoding half a character (a lone surrogate), though JSON can write both.
UNSPEAKABLE: Final = re.compile("[\x00\ud800-\udfff]")
# PostgreSQL keeps moments that Python cannot read back: one such row and no board could be drawn any more.
YEARS: Final = range(1970, 9000)


class Json(JSONParser):
    """A JSON body that our rows and answers can hold, wherever in it a text or a number stands."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """The parsed body.

        Raises:
            ParseError: it is not JSON, or nested so deeply that reading it would break us.
            Invalid: it holds what cannot be kept.
        """
        try:
            data = super().parse(stream, media_type, parser_context)
            wrong = list(unspeakable(data))
        except RecursionError as error:
            raise exceptions.ParseError from error
        if wrong:
            raise Invalid(
                _("Isian belum benar; tidak ada yang diubah."),
                fields={where: [_("Berisi huruf atau angka yang tidak dapat disimpan.")] for where in wrong},
            )
        return data


def unspeakable(value: Any, where: str = "") -> Iterator[str]:
    """The dotted names of what cannot be kept."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            place = f"{where}.{UNSPEAKABLE.sub('?', name)}".removeprefix(".")
            if UNSPEAKABLE.search(name):
                yield place
            yield from unspeakable(inner, place)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from unspeakable(inner, f"{where}.{index}".removeprefix("."))
    elif (isinstance(value, str) and UNSPEAKABLE.search(value)) or (isinstance(value, float) and not isfinite(value)):
        yield where or "body"


class Body(serializers.Serializer[Any]):
    """A request body: an unknown field is an error, never silently dropped."""

    default_error_messages = {"invalid": gettext_lazy("Isi dengan objek JSON.")}

    def to_internal_value(self, data: Any) -> Any:
        """Parse, then refuse what nobody asked for."""
        if isinstance(data, Mapping):
            unknown = sorted(str(name) for name in data if name not in self.fields)
            if unknown:
                raise serializers.ValidationError({name: [_("Isian tidak dikenal.")] for name in unknown})
        return super().to_internal_value(data)


# Unseen marks that turn the letters around them: with one, an address is read backwards on every screen.
TURNING: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def straight(text: str) -> str:
    """Without the marks that turn letters around."""
    return text if text.isascii() else text.translate(TURNING)


class Text(serializers.CharField):
    """Text as a person wrote it, trimmed, without marks that turn other letters around; a number is not a text."""

    default_error_messages = {"invalid": gettext_lazy("Isi dengan teks.")}

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Before anything is judged: what holds such marks only is blank."""
        return super().run_validation(straight(data) if isinstance(data, str) else data)

    def to_internal_value(self, data: Any) -> str:
        """Refuse numbers, booleans and lists: DRF would turn them into text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Number(serializers.FloatField):
    """A JSON number that a float can hold; a text or a truth value is none."""

    default_error_messages = {"invalid": gettext_lazy("Isi dengan angka.")}

    def to_internal_value(self, data: Any) -> float:
        """Refuse `"1"`, `true` and whole numbers of hundreds of digits."""
        if isinstance(data, bool) or not isinstance(data, int | float) or not abs(data) < 1e300:
            self.fail("invalid")
        return super().to_internal_value(data)


class Moment(serializers.DateTimeField):
    """A moment that somebody can have lived through."""

    default_error_messages = {"overflow": gettext_lazy("Waktu ini tidak mungkin.")}

    def to_internal_value(self, value: Any) -> datetime:
        """Refuse years at the ends of the calendar, where moments can neither be compared nor read back."""
        try:
            moment: datetime = super().to_internal_value(value)
        except OverflowError:
            self.fail("overflow")
        if moment.year not in YEARS:
            self.fail("overflow")
        return moment


class Id(serializers.UUIDField):
    """The id of a thing, as an answer or a card gave it."""

    default_error_messages = {"invalid": gettext_lazy("Ini bukan id.")}


def read_body(shape: type[Body], data: Any) -> dict[str, Any]:
    """The validated body.

    Raises:
        Invalid: with one list of messages for each wrong field (`a.b` for a nested one).
    """
    if data is None or data == "":
        data = {}
    body = shape(data=data)
    if not body.is_valid():
        raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=flatten(body.errors))
    return dict(body.validated_data)


def flatten(errors: Any, prefix: str = "") -> dict[str, list[str]]:
    """DRF's nested errors as one flat table of dotted names."""
    if isinstance(errors, Mapping):
        flat: dict[str, list[str]] = {}
        for name, inner in errors.items():
            own = "" if name == "non_field_errors" else str(name)
            flat |= flatten(inner, f"{prefix}.{own}".strip("."))
        return flat
    if isinstance(errors, list):
        if any(isinstance(item, Mapping) for item in errors):
            flat = {}
            for index, item in enumerate(errors):
                flat |= flatten(item, f"{prefix}.{index}".strip("."))
            return flat
        return {prefix or "body": [str(item) for item in errors]}
    return {prefix or "body": [str(errors)]}


def answer_error(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler: every error of the API has one shape (`docs/fixed-points.md`)."""
    if isinstance(error, OperationalError | InterfaceError):
        error = database_away()
    if isinstance(error, exceptions.APIException):
        error = translate(error)
    if not isinstance(error, DomainError):
        return None  # a defect: Django logs it and answers 500
    response = Response(error.as_json(), status=error.status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        response["WWW-Authenticate"] = "Token"
    return response


def database_away() -> Unavailable:
    """What everybody is told while PostgreSQL is away."""
    return Unavailable(
        _("Basis data sedang tidak dapat dihubungi. Yang Anda ketik aman; coba lagi sebentar."),
        code="database_away",
        retry_after=RETRY_AFTER_S,
    )


def translate(error: exceptions.APIException) -> DomainError:
    """DRF's own refusals in our shape."""
    if isinstance(error, exceptions.ValidationError):
        return Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=flatten(error.detail))
    code, message = WORDS.get(error.status_code, ("refused", None))
    answer = DomainError(_(message) if message else str(error.detail), code=code)
    answer.status = error.status_code
    if isinstance(error, exceptions.ParseError):
        answer.code = "malformed"
        answer.message = _("Badan permintaan bukan JSON yang benar.")
    if isinstance(error, exceptions.Throttled):
        answer.retry_after = int(getattr(error, "wait", None) or 1) + 1
    return answer


WORDS: dict[int, tuple[str, str | None]] = {
    401: (
        "not_signed_in",
        gettext_noop("Anda belum masuk, atau sesi Anda sudah berakhir. Silakan masuk lagi."),
    ),
    403: ("denied", gettext_noop("Anda tidak berwenang melakukan ini.")),
    404: ("not_found", gettext_noop("Tidak ditemukan.")),
    405: ("method_not_allowed", gettext_noop("Metode ini tidak dilayani di alamat ini.")),
    406: ("not_acceptable", gettext_noop("Jawaban hanya tersedia sebagai JSON.")),
    413: ("too_large", gettext_noop("Kiriman terlalu besar.")),
    415: ("not_json", gettext_noop("Kirim badan permintaan sebagai application/json.")),
    429: ("too_many", gettext_noop("Terlalu banyak percobaan. Tunggu sebentar lalu coba lagi.")),
}
