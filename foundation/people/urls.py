"""Addresses of accounts."""

from django.urls import path

from foundation.people.api import BeginDutyDoor, EndDutyDoor, MeDoor, TokensDoor

api = [
    path("tokens", TokensDoor.as_view()),
    path("me", MeDoor.as_view()),
    path("duty/begin", BeginDutyDoor.as_view()),
    path("duty/end", EndDutyDoor.as_view()),
]
