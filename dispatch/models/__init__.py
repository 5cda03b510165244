"""Where units are, the shift's own book, and the screens on the wall."""

from dispatch.models.positions import UnitPosition
from dispatch.models.shift import Handover, ShiftLine
from dispatch.models.wallboards import Wallboard

__all__ = ["Handover", "ShiftLine", "UnitPosition", "Wallboard"]
