"""Addresses of the rules."""

from django.urls import path

from sop.api import TypeDoor, TypesDoor

api = [path("types", TypesDoor.as_view()), path("types/<str:code>", TypeDoor.as_view())]
