"""Addresses of reports, incidents, assignments and alarms."""

from django.urls import path

from incidents import api as doors
from incidents import decided
from incidents.aid import api as aid
from incidents.field import api as field
from incidents.field import photos
from incidents.interview import api as interviews
from incidents.links import api as links
from incidents.links import pages as link
from incidents.paper import paper_forms
from incidents.rehearsal import views as rehearsals
from incidents.trials import views as trials

api = [
    path("reports", doors.ReportsDoor.as_view()),
    path("reports/<uuid:report>", doors.ReportDoor.as_view()),
    path("reports/<uuid:report>/claim", doors.ClaimDoor.as_view()),
    path("reports/<uuid:report>/open", doors.OpenDoor.as_view()),
    path("reports/<uuid:report>/attach", doors.AttachDoor.as_view()),
    path("reports/<uuid:report>/dismiss", doors.DismissDoor.as_view()),
    path("reports/<uuid:report>/undo", doors.UndoDoor.as_view()),
    path("reports/<uuid:report>/reopen", doors.ReopenReportDoor.as_view()),
    path("reports/<uuid:report>/reveal", doors.RevealDoor.as_view()),
    path("reports/<uuid:report>/answers", interviews.AnswersDoor.as_view()),
    path("reports/<uuid:report>/interview", interviews.ReportInterviewDoor.as_view()),
    path("paper-numbers", doors.PaperNumbersDoor.as_view()),
    path("nearby", doors.NearbyDoor.as_view()),
    path("interview", interviews.InterviewDoor.as_view()),
    path("incidents/<uuid:incident>/interview", interviews.IncidentInterviewDoor.as_view()),
    path("incidents/<uuid:incident>/decline-proposal", interviews.DeclineProposalDoor.as_view()),
    path("incidents/<uuid:incident>/timeline", doors.TimelineDoor.as_view()),
    path("incidents/<uuid:incident>/reclassify", doors.ReclassifyDoor.as_view()),
    path("incidents/<uuid:incident>/place", doors.PlaceDoor.as_view()),
    path("incidents/<uuid:incident>/agencies", doors.AddAgencyDoor.as_view()),
    path("reports/<uuid:report>/complaint", doors.ComplaintDoor.as_view()),
    path("incidents/<uuid:incident>/complaint", doors.ComplaintDoor.as_view()),
    path("incidents/<uuid:incident>/note", doors.NoteDoor.as_view()),
    path("incidents/<uuid:incident>/close", doors.CloseDoor.as_view()),
    path("incidents/<uuid:incident>/reopen", doors.ReopenDoor.as_view()),
    path("incidents/<uuid:incident>/merge", doors.MergeDoor.as_view()),
    path("assignments/<uuid:assignment>/acknowledge", doors.AcknowledgeDoor.as_view()),
    path("assignments/<uuid:assignment>/decline", doors.DeclineDoor.as_view()),
    path("assignments/<uuid:assignment>/done", doors.DoneDoor.as_view()),
    path("assignments/<uuid:assignment>/why", doors.WhyDoor.as_view()),
    path("assignments/<uuid:assignment>/withdraw", doors.WithdrawDoor.as_view()),
    path("assignments/<uuid:assignment>/units", doors.UnitsDoor.as_view()),
    path("unit-assignments/<uuid:unit_assignment>/status", doors.UnitStatusDoor.as_view()),
    path("unit-assignments/<uuid:unit_assignment>/link", links.CrewLinkDoor.as_view()),
    path("unit-assignments/<uuid:unit_assignment>/link/numbers", links.CrewNumbersDoor.as_view()),
    path("unit-assignments/<uuid:unit_assignment>/link/told", links.CrewToldDoor.as_view()),
    path("unit-assignments/<uuid:unit_assignment>/link/revoke", links.RevokeCrewLinkDoor.as_view()),
    path("alarms/mute", doors.MuteDoor.as_view()),
    path("alarms/<uuid:alarm>/acknowledge", doors.AlarmDoor.as_view()),
    path("incidents/<uuid:incident>/promises", aid.PromisesDoor.as_view()),
    path("incidents/<uuid:incident>/aid", aid.AskDoor.as_view()),
    path("aid/<uuid:aid>/advance", aid.AdvanceDoor.as_view()),
    path("incidents/<uuid:incident>/findings", aid.FindingDoor.as_view()),
    path("agreements", aid.AgreementsDoor.as_view()),
    path("agreements/<uuid:agreement>", aid.AgreementDoor.as_view()),
    path("findings", aid.FindingsDoor.as_view()),
    path("findings/<uuid:finding>", aid.FindingReadDoor.as_view()),
    path("incidents/<uuid:incident>/messages", field.MessagesDoor.as_view()),
    path("incidents/<uuid:incident>/messages/read", field.ReadDoor.as_view()),
    path("incidents/<uuid:incident>/patients", field.IncidentPatientsDoor.as_view()),
    path("patients/<uuid:patients>", field.PatientsDoor.as_view()),
    path("incidents/<uuid:incident>/help", field.HelpDoor.as_view()),
    path("units/<uuid:unit>/panic", field.PanicDoor.as_view()),
    path("help/<uuid:help_call>/answer", field.HelpAnswerDoor.as_view()),
    path("incidents/<uuid:incident>/photos", photos.PhotosDoor.as_view()),
    path("photos/<uuid:photo>", photos.PhotoDoor.as_view()),
    path("photos/<uuid:photo>/small", photos.SmallPhotoDoor.as_view()),
    path("photos/<uuid:photo>/discard", photos.DiscardDoor.as_view()),
    path("incidents/<uuid:incident>/checklist", field.ChecklistDoor.as_view()),
    path("limits/<uuid:limit>/take-over", doors.TakeOverDoor.as_view()),
    path("limits/<uuid:limit>/skip", doors.SkipDoor.as_view()),
    path("limits/<uuid:limit>/extend", doors.ExtendDoor.as_view()),
    path("alarms/<uuid:alarm>/shelve", doors.ShelveDoor.as_view()),
    path("alarms/<uuid:alarm>/unshelve", doors.UnshelveDoor.as_view()),
]
report_pages = [
    path("paper-forms", paper_forms, name="paper-forms"),
    path("reports/decided", decided.decided, name="decided-reports"),
    path("reports/<uuid:report>/reopen", decided.reopen, name="report-reopen"),
]
rehearsal_pages = [
    path("decrees/<uuid:decree>/rehearsal", trials.trial, name="decree-trial"),
    path("decrees/<uuid:decree>/rehearsal/start", trials.begin, name="decree-trial-begin"),
    path("decrees/<uuid:decree>/rehearsal/<uuid:trial>/cancel", trials.stop, name="decree-trial-stop"),
    path("sop/<str:code>/versions/<int:number>/rehearsal", rehearsals.rehearsal, name="sop-rehearsal"),
    path("sop/<str:code>/versions/<int:number>/rehearsal/start", rehearsals.begin, name="sop-rehearsal-start"),
    path(
        "sop/<str:code>/versions/<int:number>/rehearsal/<uuid:run>/cancel", rehearsals.stop, name="sop-rehearsal-cancel"
    ),
    path(
        "sop/<str:code>/versions/<int:number>/rehearsal/<uuid:rehearsal>/tick",
        rehearsals.tick,
        name="sop-rehearsal-tick",
    ),
]
link_pages = [
    path("j/<str:key>", link.job, name="crew-link"),
    path("j/<str:key>/seen", link.seen, name="crew-link-seen"),
]
