"""Addresses of agencies and units."""

from django.urls import path

from agencies.api import AgenciesDoor, PlacesDoor, ReadinessDoor, UnitsDoor

api = [
    path("agencies", AgenciesDoor.as_view()),
    path("places", PlacesDoor.as_view()),
    path("units", UnitsDoor.as_view()),
    path("units/<uuid:id>/readiness", ReadinessDoor.as_view()),
]
