"""Addresses of assignments, candidacies, and what is said about them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from processes.views import (
    assignment_form,
    assignments,
    board,
    brief,
    brief_telling,
    candidacies,
    candidacy_declining,
    candidacy_steps,
    candidate_candidacies,
    closing,
    debriefs,
    declines,
    documents,
    extension,
    follow_ups,
    guides,
    import_batch,
    insights,
    keys,
    log,
    meetings,
    obstacle_telling,
    obstacles,
    other_processes,
    same_person,
    search,
    shared_documents,
    target_companies,
    today,
    undoing,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("processes.reports.urls")),
    path("", include("processes.schedules.urls")),
    path("", include("processes.presentations.urls")),
    path("", include("processes.shortlist_urls")),
    path("", include("processes.words.urls")),
    path("", include("processes.holding.urls")),
    path("", include("processes.follow_ups.urls")),
    path("", today.today, name="today"),
    path("events/<int:pk>/undoing/", undoing.event_undoing, name="event_undoing"),
    path("keys/", keys.keys, name="keys"),
    path("log/", log.log_call, name="log_call"),
    path("log/people/", log.people, name="people_to_log"),
    path(
        "follow-ups/<int:pk>/putting-off/",
        follow_ups.follow_up_putting_off,
        name="follow_up_putting_off",
    ),
    path("import/", import_batch.import_batch, name="import_batch"),
    path("import/taking-in/", import_batch.import_taking_in, name="import_taking_in"),
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/new/", assignment_form.assignment_new, name="assignment_new"),
    path("assignments/clients/", assignment_form.assignment_clients, name="assignment_clients"),
    path("assignments/<int:pk>/", board.assignment, name="assignment"),
    path("assignments/<int:pk>/edit/", assignment_form.assignment_edit, name="assignment_edit"),
    path("assignments/<int:pk>/ended/", board.assignment_ended, name="assignment_ended"),
    path("assignments/<int:pk>/candidates/", board.candidacy_new, name="candidacy_new"),
    path("assignments/<int:pk>/timeline/", brief.assignment_timeline, name="assignment_timeline"),
    path("assignments/<int:pk>/reports/", brief.assignment_reports, name="assignment_reports"),
    path("assignments/<int:pk>/brief/", brief.assignment_brief, name="assignment_brief"),
    path("assignments/<int:pk>/brief/versions/", brief.brief_versions, name="brief_versions"),
    path("assignments/<int:pk>/brief/telling/", brief_telling.brief_telling, name="brief_telling"),
    path("assignments/<int:pk>/brief/letter/", brief_telling.brief_letter, name="brief_letter"),
    path("assignments/<int:pk>/dates/", brief.dates, name="dates"),
    path("assignments/<int:pk>/closing/", closing.assignment_closing, name="assignment_closing"),
    path(
        "assignments/<int:pk>/closing/calling-off/",
        closing.closing_calling_off,
        name="closing_calling_off",
    ),
    path(
        "assignments/<int:pk>/declines/", declines.assignment_declines, name="assignment_declines"
    ),
    path(
        "assignments/<int:pk>/declines/cancellation/",
        declines.declines_cancellation,
        name="declines_cancellation",
    ),
    path(
        "declines/<int:pk>/cancellation/",
        declines.decline_cancellation,
        name="decline_cancellation",
    ),
    path(
        "assignments/<int:pk>/obstacles/",
        obstacles.assignment_obstacles,
        name="assignment_obstacles",
    ),
    path("assignments/<int:pk>/obstacles/new/", obstacles.obstacle_new, name="obstacle_new"),
    path("hints/<int:pk>/dismissal/", obstacles.hint_dismissal, name="hint_dismissal"),
    path("obstacles/<int:pk>/telling/", obstacle_telling.obstacle_telling, name="obstacle_telling"),
    path("obstacles/<int:pk>/letter/", obstacle_telling.obstacle_letter, name="obstacle_letter"),
    path("obstacles/<int:pk>/decision/", obstacles.obstacle_decision, name="obstacle_decision"),
    path("obstacles/<int:pk>/outcome/", obstacles.obstacle_outcome, name="obstacle_outcome"),
    path("candidacies/<int:pk>/", candidacies.candidacy, name="candidacy"),
    path("candidacies/<int:pk>/fit/", candidacies.candidacy_fit, name="candidacy_fit"),
    path(
        "candidacies/<int:pk>/interest/", candidacies.candidacy_interest, name="candidacy_interest"
    ),
    path("candidacies/<int:pk>/answer/", candidacies.candidacy_answer, name="candidacy_answer"),
    path("candidacies/<int:pk>/stage/", candidacy_steps.candidacy_stage, name="candidacy_stage"),
    path(
        "candidacies/<int:pk>/declining/",
        candidacy_declining.candidacy_declining,
        name="candidacy_declining",
    ),
    path(
        "candidacies/<int:pk>/telling/",
        candidacy_declining.candidacy_telling,
        name="candidacy_telling",
    ),
    path("candidacies/<int:pk>/end/", candidacy_steps.candidacy_end, name="candidacy_end"),
    path("candidacies/<int:pk>/return/", candidacy_steps.candidacy_return, name="candidacy_return"),
    path(
        "candidacies/<int:pk>/placement/",
        candidacy_steps.candidacy_placement,
        name="candidacy_placement",
    ),
    path(
        "candidacies/<int:pk>/extension/",
        extension.candidacy_extension,
        name="candidacy_extension",
    ),
    path(
        "candidacies/<int:pk>/debrief/<str:side>/",
        debriefs.candidacy_debrief,
        name="candidacy_debrief",
    ),
    path(
        "candidacies/<int:pk>/processes/",
        other_processes.other_process_new,
        name="other_process_new",
    ),
    path(
        "other-processes/<int:pk>/", other_processes.other_process_edit, name="other_process_edit"
    ),
    path(
        "other-processes/<int:pk>/ending/",
        other_processes.other_process_ending,
        name="other_process_ending",
    ),
    path("candidacies/<int:pk>/meeting/", meetings.candidacy_meeting, name="candidacy_meeting"),
    path("candidacies/<int:pk>/guide/", guides.candidacy_guide, name="candidacy_guide"),
    path(
        "candidacies/<int:pk>/guide/publication/",
        guides.guide_publication,
        name="guide_publication",
    ),
    path(
        "candidacies/<int:pk>/guide/withdrawal/", guides.guide_withdrawal, name="guide_withdrawal"
    ),
    path(
        "candidacies/<int:pk>/documents/<int:document>/sharing/",
        shared_documents.document_sharing,
        name="document_sharing",
    ),
    path(
        "candidacies/<int:pk>/documents/<int:document>/taking-back/",
        shared_documents.document_taking_back,
        name="document_taking_back",
    ),
    path("meetings/<int:pk>/cancelling/", meetings.meeting_cancelling, name="meeting_cancelling"),
    path("meetings/<int:pk>/moving/", meetings.meeting_moving, name="meeting_moving"),
    path("meetings/<int:pk>/holding/", meetings.meeting_holding, name="meeting_holding"),
    path(
        "assignments/<int:pk>/companies/",
        target_companies.target_companies,
        name="target_companies",
    ),
    path(
        "companies/<int:pk>/state/",
        target_companies.target_company_state,
        name="target_company_state",
    ),
    path(
        "companies/<int:pk>/edit/", target_companies.target_company_edit, name="target_company_edit"
    ),
    path(
        "companies/<int:pk>/removal/",
        target_companies.target_company_removal,
        name="target_company_removal",
    ),
    path("search/", search.search, name="search"),
    path("insights/", insights.insights, name="insights"),
    path("insights/<str:table>.csv", insights.insights_table, name="insights_table"),
    path("candidates/<int:pk>/documents/", documents.document_new, name="document_new"),
    path(
        "candidates/<int:pk>/candidacies/new/",
        candidate_candidacies.candidate_candidacy_new,
        name="candidate_candidacy_new",
    ),
    path("candidates/<int:pk>/contact/", same_person.candidate_contact, name="candidate_contact"),
    path(
        "candidates/<int:pk>/contact/removal/",
        same_person.candidate_contact_removal,
        name="candidate_contact_removal",
    ),
    path("contacts/<int:pk>/candidate/", same_person.contact_candidate, name="contact_candidate"),
    path(
        "contacts/<int:pk>/candidate/new/",
        same_person.contact_candidate_new,
        name="contact_candidate_new",
    ),
]
