"""Addresses of consent, of the shortlist and of those in reserve."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import consent, shortlist

urlpatterns: list[URLPattern] = [
    path(
        "assignments/<int:pk>/shortlist/",
        shortlist.assignment_shortlist,
        name="assignment_shortlist",
    ),
    path(
        "assignments/<int:pk>/shortlist/reason/",
        shortlist.shortlist_reason,
        name="shortlist_reason",
    ),
    path("candidacies/<int:pk>/consent/", consent.candidacy_consent, name="candidacy_consent"),
    path(
        "candidacies/<int:pk>/consent/taking-back/",
        consent.consent_taking_back,
        name="consent_taking_back",
    ),
    path(
        "candidacies/<int:pk>/contact-agreement/",
        consent.contact_agreement,
        name="contact_agreement",
    ),
    path("candidacies/<int:pk>/wish/", shortlist.candidacy_wish, name="candidacy_wish"),
    path("candidacies/<int:pk>/reserve/", shortlist.candidacy_reserve, name="candidacy_reserve"),
    path(
        "candidacies/<int:pk>/reserve/leaving/", shortlist.reserve_leaving, name="reserve_leaving"
    ),
    path("candidates/<int:pk>/privacy-notice/", consent.privacy_notice, name="privacy_notice"),
]
