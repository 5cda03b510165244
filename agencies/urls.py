"""Addresses of agencies and units."""

from django.urls import path

from agencies import procedure_doors as procedures
from agencies.api import AgenciesDoor, AreasDoor, PlacesDoor, ReadinessDoor, StationsDoor, UnitsDoor
from agencies.bench import views as bench
from agencies.editor import editing, files, moves
from agencies.editor import views as sop
from agencies.papers import reading, writing
from agencies.register import views as register

api = [
    path("agencies", AgenciesDoor.as_view()),
    path("areas.geojson", AreasDoor.as_view()),
    path("places", PlacesDoor.as_view()),
    path("stations", StationsDoor.as_view()),
    path("units", UnitsDoor.as_view()),
    path("units/<uuid:id>/readiness", ReadinessDoor.as_view()),
    path("procedures", procedures.ProceduresDoor.as_view()),
    path("procedures/<str:code>/draft", procedures.DraftDoor.as_view()),
    path("versions/<uuid:id>", procedures.VersionDoor.as_view()),
    path("versions/<uuid:id>/differences", procedures.DifferencesDoor.as_view()),
    path("versions/<uuid:id>/edit", procedures.EditDoor.as_view()),
    path("versions/<uuid:id>/discard", procedures.DiscardDoor.as_view()),
    path("versions/<uuid:id>/submit", procedures.SubmitDoor.as_view()),
    path("versions/<uuid:id>/withdraw", procedures.WithdrawDoor.as_view()),
    path("versions/<uuid:id>/sign", procedures.SignDoor.as_view()),
    path("versions/<uuid:id>/object", procedures.ObjectDoor.as_view()),
    path("versions/<uuid:id>/medical-signature", procedures.MedicalDoor.as_view()),
    path("versions/<uuid:id>/approve", procedures.ApproveDoor.as_view()),
    path("versions/<uuid:id>/put-in-force", procedures.InForceDoor.as_view()),
    path("versions/<uuid:id>/emergency", procedures.EmergencyDoor.as_view()),
    path("versions/<uuid:id>/retire", procedures.RetireDoor.as_view()),
]
bench_pages = [
    path("sop/<str:code>/versions/<int:number>/bench", bench.bench, name="sop-bench"),
    path("sop/<str:code>/versions/<int:number>/cases", bench.keep_case, name="sop-case-add"),
    path("sop/<str:code>/versions/<int:number>/cases/<uuid:case>/remove", bench.drop_case, name="sop-case-remove"),
]

register_pages = [
    path("agencies", register.agencies, name="agencies"),
    path("agencies/import", register.import_table, name="register-import"),
    path("agencies/rows/<str:kind>", register.edit_row, name="register-row"),
    path("agencies/rows/<str:kind>/export", register.export_table, name="register-export"),
    path("agencies/<str:code>", register.agency, name="agency"),
]
decree_pages = [
    path("decrees", reading.decrees, name="decrees"),
    path("decrees/new", writing.new_decree, name="decree-new"),
    path("decrees/coverage", reading.coverage, name="coverage"),
    path("decrees/duties", reading.duties, name="duties"),
    path("decrees/notices/<uuid:notice>/read", writing.close_notice, name="notice-read"),
    path("decrees/<uuid:decree>", reading.decree, name="decree"),
    path("decrees/<uuid:decree>/consequences", reading.consequences, name="decree-consequences"),
    path("decrees/<uuid:decree>/scan", reading.scan, name="decree-scan"),
    path("decrees/<uuid:decree>/scan/add", writing.add_scan, name="decree-scan-add"),
    path("decrees/<uuid:decree>/edit", writing.edit_decree, name="decree-edit"),
    path("decrees/<uuid:decree>/matrix", writing.edit_matrix, name="decree-matrix"),
    path("decrees/<uuid:decree>/submit", writing.lay_before, name="decree-submit"),
    path("decrees/<uuid:decree>/initial", writing.initial, name="decree-initial"),
    path("decrees/<uuid:decree>/force", writing.force_decree, name="decree-force"),
    path("decrees/<uuid:decree>/discard", writing.discard_decree, name="decree-discard"),
]
sop_pages = [
    path("sop", sop.overview, name="sop-list"),
    path("sop/import", files.import_page, name="sop-import"),
    path("sop/export", files.export_all, name="sop-export-all"),
    path("sop/<str:code>", sop.type_page, name="sop-type"),
    path("sop/<str:code>/draft", sop.begin, name="sop-begin"),
    path("sop/<str:code>/versions/<int:number>", sop.version_page, name="sop-version"),
    path("sop/<str:code>/versions/<int:number>/edit", editing.edit, name="sop-edit"),
    path("sop/<str:code>/versions/<int:number>/tree", editing.change_tree, name="sop-tree"),
    path("sop/<str:code>/versions/<int:number>/differences", sop.differences, name="sop-differences"),
    path("sop/<str:code>/versions/<int:number>/news", sop.news, name="sop-news"),
    path("sop/<str:code>/versions/<int:number>/signatures", sop.signatures, name="sop-signatures"),
    path("sop/<str:code>/versions/<int:number>/print", sop.printed, name="sop-print"),
    path("sop/<str:code>/versions/<int:number>/export", files.export_version, name="sop-export"),
    path("sop/<str:code>/versions/<int:number>/moves/<str:name>", moves.move, name="sop-move"),
]
