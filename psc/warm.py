"""What a server process does before its first caller, so that no caller waits for it."""

import contextlib
import gc

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, InterfaceError, connection

from foundation.lib import time
from sop.selectors import rulebook_at


def warm_up() -> None:
    """Compile the rules in force now (without a database, later), and keep what is there out of the collector's way:
    looking through all of it, once in some hundred requests, held up everybody for a tenth of a second."""
    with contextlib.suppress(DatabaseError, InterfaceError, ObjectDoesNotExist):
        rulebook_at(time.now())
    connection.close()
    gc.collect()
    gc.freeze()
