#!/usr/bin/env python3
"""Django's command line, on the servers of the running engine or on servers started for its own duration."""

import os
import sys
from pathlib import Path
from typing import NoReturn


def use_own_python() -> NoReturn:
    """Run again by the project's own Python, so that `python3 manage.py` works from any shell."""
    own = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if not own.exists() or Path(sys.executable) == own:
        sys.exit("PSC 112 is not installed yet: run `make install` first.")
    os.execv(own, [str(own), *sys.argv])


try:
    from django.core.management import execute_from_command_line

    from psc.engine import EngineError, attach
except ModuleNotFoundError as missing:
    if missing.name not in {"django", "psycopg2"}:
        raise
    use_own_python()


def main() -> int:
    """Attach to the servers and run the command; what a person can mend is said in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psc.settings")
    try:
        with attach():
            execute_from_command_line(sys.argv)
    except EngineError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
