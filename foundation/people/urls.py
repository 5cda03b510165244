"""Addresses of accounts."""

from django.urls import path

from foundation.people.api import MeDoor, TokensDoor

api = [path("tokens", TokensDoor.as_view()), path("me", MeDoor.as_view())]
