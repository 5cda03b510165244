"""Addresses of the board, of incidents' cards, and of the consoles."""

from django.urls import path

from dispatch import api as doors
from dispatch import views
from dispatch.shift import views as shift
from dispatch.wallboard import views as wallboard

api = [
    path("board", doors.BoardDoor.as_view()),
    path("coordination", doors.CoordinationDoor.as_view()),
    path("incidents", doors.IncidentsDoor.as_view()),
    path("incidents/<uuid:incident>", doors.IncidentDoor.as_view()),
    path("incidents/<uuid:incident>/recommendation", doors.RecommendationDoor.as_view()),
    path("units/<uuid:unit>/position", doors.PositionDoor.as_view()),
]
pages = [
    path("", views.home, name="home"),
    path("consoles/crew-worker.js", views.crew_worker, name="crew-worker"),
    path("consoles/crew.webmanifest", views.crew_manifest, name="crew-manifest"),
    path("consoles/<slug:name>", views.console, name="console"),
    path("incidents/<uuid:incident>/sheet", views.sheet, name="sheet"),
    path("wallboard/<str:key>", wallboard.wall, name="wallboard"),
    path("wallboard/<str:key>/today", wallboard.numbers, name="wallboard-today"),
    path("wallboard/<str:key>/areas", wallboard.areas, name="wallboard-areas"),
    path("shift/wallboards", wallboard.wallboards, name="wallboards"),
    path("shift/wallboards/<uuid:wallboard>/revoke", wallboard.revoke, name="wallboard-revoke"),
    path("shift", shift.book, name="shift"),
    path("shift/lines", shift.write, name="shift-write"),
    path("shift/lines/<uuid:line>/strike", shift.strike, name="shift-strike"),
    path("shift/handover", shift.prepare, name="handover-prepare"),
    path("shift/handovers/<uuid:handover>", shift.handover, name="handover"),
    path("shift/handovers/<uuid:handover>/receive", shift.receive, name="handover-receive"),
]
