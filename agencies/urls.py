"""Addresses of agencies and units."""

from django.urls import path

from agencies.api import AgenciesDoor, AreasDoor, PlacesDoor, ReadinessDoor, StationsDoor, UnitsDoor
from agencies.bench import views as bench

api = [
    path("agencies", AgenciesDoor.as_view()),
    path("areas.geojson", AreasDoor.as_view()),
    path("places", PlacesDoor.as_view()),
    path("stations", StationsDoor.as_view()),
    path("units", UnitsDoor.as_view()),
    path("units/<uuid:id>/readiness", ReadinessDoor.as_view()),
]
bench_pages = [
    path("sop/<str:code>/versions/<int:number>/bench", bench.bench, name="sop-bench"),
    path("sop/<str:code>/versions/<int:number>/cases", bench.keep_case, name="sop-case-add"),
    path("sop/<str:code>/versions/<int:number>/cases/<uuid:case>/remove", bench.drop_case, name="sop-case-remove"),
]
