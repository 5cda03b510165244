"""Cards: what a screen shows of one thing, whole, built in a handful of queries for any number of them.

A card is the same for everybody who may see it; who may, stands beside it. Nothing on it derives from the present
time: due times, never remaining times.
"""

from dispatch.cards.alarms import alarm_cards
from dispatch.cards.card import KINDS, Card, Revs
from dispatch.cards.incidents import incident_cards
from dispatch.cards.reports import report_cards
from dispatch.cards.units import unit_cards

__all__ = ["KINDS", "Card", "Revs", "alarm_cards", "incident_cards", "report_cards", "unit_cards"]
