"""A region's agencies, areas, fleet and decree, from files."""

from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from agencies.region_file import DATA
from agencies.services import load_region
from foundation.journal import SYSTEM
from foundation.lib.errors import DomainError
from sop.closed import Malformed


class Command(BaseCommand):
    """Safe to run again: only what differs is changed. Members need accounts and are not loaded here."""

    help = "Loads a region (a folder of YAML files) into an installation: areas, agencies, units, the decree."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the folder's name, e.g. tulungagung")
        parser.add_argument("--folder", type=Path, default=DATA, help="where the region's folder stands")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_region(region=options["name"], folder=options["folder"], actor=SYSTEM)
        except Malformed as error:
            raise CommandError("\n".join(f"{problem.path}: {problem.text}" for problem in error.problems)) from error
        except (OSError, yaml.YAMLError) as error:
            raise CommandError(str(error)) from error
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(_("Wilayah %(name)s dimuat.") % {"name": options["name"]})
