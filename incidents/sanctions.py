"""The ladder of sanctions: reminder, written warning, report to the regent. Pure; people decide, step by step."""

from collections.abc import Iterable
from typing import Final

LADDER: Final = ("reminder", "written_warning", "regent_report")


def allowed_sanctions(earlier: Iterable[str]) -> tuple[str, ...]:
    """The sanctions that may be given next: none heavier than one step above what was given in the last year."""
    heaviest = max((LADDER.index(sanction) for sanction in earlier if sanction in LADDER), default=-1)
    return LADDER[: heaviest + 2]
