"""Outlines of areas from a GeoJSON file, so that a point belongs to whom it lies in."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from agencies.boundaries import Malformed, read_outlines
from agencies.services import import_boundaries
from foundation.journal import SYSTEM
from foundation.lib.errors import DomainError


class Command(BaseCommand):
    """Import once; a second time changes nothing."""

    help = "Imports the boundaries of districts or villages from a GeoJSON file (properties: kode)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--code", default="kode", help="the property that holds the official code (kode)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outlines = read_outlines(json.loads(options["file"].read_text(encoding="utf-8")), options["code"])
            changed = import_boundaries(outlines=outlines, actor=SYSTEM)
        except (OSError, ValueError, Malformed) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(_("%(changed)s batas dimuat atau diubah.") % {"changed": changed})
