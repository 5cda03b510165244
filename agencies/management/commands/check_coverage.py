"""Whether every type has exactly one lead in every area, now and at every later moment."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from agencies.coverage import GAP, Finding
from agencies.selectors import count_areas, uncovered
from foundation.lib import time

MOST_PLACES = 3


class Command(BaseCommand):
    """Exits with 1 when an incident of today could meet nobody who leads."""

    help = "Checks that every incident type has exactly one lead in every area, today and later."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="ask from this moment on instead of now (ISO 8601)")

    def handle(self, *args: Any, **options: Any) -> None:
        since = time.now()
        if options["at"]:
            asked = parse_datetime(options["at"])
            if asked is None or timezone.is_naive(asked):
                raise CommandError("--at wants a moment with its offset: 2027-01-01T00:00:00+07:00")
            since = asked
        everywhere = count_areas() + 1
        findings = uncovered(since)
        for finding in findings:
            self.stdout.write(sentence(finding, everywhere))
        today = [finding for finding in findings if finding.kind == GAP and finding.begins <= since]
        if today:
            raise CommandError(_("%(count)s kekosongan berlaku sekarang.") % {"count": len(today)})
        if not findings:
            self.stdout.write(_("Semua jenis kejadian punya tepat satu pemimpin saat ini dan nanti."))


def sentence(finding: Finding, everywhere: int) -> str:
    """One finding on one line: what, from when, which type, where, who."""
    local = timezone.localtime
    when = _("sejak %(begins)s") % {"begins": local(finding.begins).strftime("%Y-%m-%d %H:%M")}
    if finding.ends:
        when += " " + _("sampai %(ends)s") % {"ends": local(finding.ends).strftime("%Y-%m-%d %H:%M")}
    if finding.kind == GAP:
        said = _("KOSONG %(when)s: %(type)s tanpa pemimpin, %(where)s")
    else:
        said = _("GANDA %(when)s: %(type)s dipimpin %(agencies)s, %(where)s")
    return said % {
        "when": when,
        "type": finding.type_code,
        "where": _where(finding.places, everywhere),
        "agencies": ", ".join(finding.agencies),
    }


def _where(places: tuple[str, ...], everywhere: int) -> str:
    if len(places) == everywhere:
        return _("di seluruh wilayah")
    named = [place or _("tempat tidak dikenal") for place in places]
    if len(named) <= MOST_PLACES:
        return "; ".join(named)
    return _("%(first)s dan %(more)s tempat lain") % {
        "first": "; ".join(named[:MOST_PLACES]),
        "more": len(named) - MOST_PLACES,
    }
