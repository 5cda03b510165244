"""What a log must not keep: an address that is a key."""

import logging
import re
from typing import Final

# `/j/<key>` of a crew's link, and the wall's.
KEYS: Final = re.compile(r"(/j/|/wallboard/|wallboard=)[A-Za-z0-9_\-]+")


class HideKeys(logging.Filter):
    """Django names the address in a line about a refused request; whoever reads logs must not be able to open it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a line; takes the key out of it."""
        line = record.getMessage()
        hidden = KEYS.sub(r"\1…", line)
        if hidden != line:
            record.msg, record.args = hidden, None
        return True
