"""Addresses of agreements and findings."""

from django.urls import path

from incidents.aid import finding_pages, pages

page_urls = [
    path("agreements", pages.agreements, name="agreements"),
    path("agreements/export", pages.export_agreements, name="agreements-export"),
    path("agreements/new", pages.new_agreement, name="agreement-new"),
    path("agreements/<uuid:agreement>", pages.agreement, name="agreement"),
    path("agreements/<uuid:agreement>/edit", pages.edit_agreement, name="agreement-edit"),
    path("agreements/<uuid:agreement>/phase", pages.move_agreement, name="agreement-phase"),
    path("agreements/<uuid:agreement>/sign/<uuid:party>", pages.sign_party, name="agreement-sign"),
    path("agreements/<uuid:agreement>/events", pages.add_event, name="agreement-event"),
    path("agreements/<uuid:agreement>/events/<uuid:event>/done", pages.finish_event, name="agreement-event-done"),
    path("agreements/<uuid:agreement>/files", pages.attach_file, name="agreement-attach"),
    path("agreements/<uuid:agreement>/files/<uuid:file>", pages.agreement_file, name="agreement-file"),
    path("findings", finding_pages.findings, name="findings"),
    path("findings/new", finding_pages.register, name="finding-register"),
    path("findings/export", finding_pages.export_findings, name="findings-export"),
    path("findings/<uuid:finding>", finding_pages.finding, name="finding"),
    path("findings/<uuid:finding>/answer", finding_pages.answer, name="finding-answer"),
    path("findings/<uuid:finding>/decide", finding_pages.decide, name="finding-decide"),
]
