"""Addresses of offers, of what was signed, of who left, and of what is usual."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import extension, leavings, offers, placements, usual_terms

urlpatterns: list[URLPattern] = [
    path("candidacies/<int:pk>/offer/", offers.offer_new, name="offer_new"),
    path("offers/<int:pk>/answer/", offers.offer_answer, name="offer_answer"),
    path("offers/<int:pk>/signature/", offers.offer_signature, name="offer_signature"),
    path(
        "candidacies/<int:pk>/placement/",
        placements.candidacy_placement,
        name="candidacy_placement",
    ),
    path(
        "candidacies/<int:pk>/placement/preview/",
        placements.placement_preview,
        name="placement_preview",
    ),
    path(
        "candidacies/<int:pk>/placement/terms/",
        placements.placement_terms,
        name="placement_terms",
    ),
    path(
        "candidacies/<int:pk>/placement/start/",
        placements.placement_start,
        name="placement_start",
    ),
    path("candidacies/<int:pk>/leaving/", leavings.candidacy_leaving, name="candidacy_leaving"),
    path(
        "candidacies/<int:pk>/leaving/replacement/",
        leavings.leaving_replacement,
        name="leaving_replacement",
    ),
    path("candidacies/<int:pk>/leaving/refund/", leavings.leaving_refund, name="leaving_refund"),
    path(
        "candidacies/<int:pk>/extension/",
        extension.candidacy_extension,
        name="candidacy_extension",
    ),
    path(
        "candidacies/<int:pk>/extension/agreement/",
        extension.extension_agreement,
        name="extension_agreement",
    ),
    path(
        "candidacies/<int:pk>/extension/<str:side>/",
        extension.extension_side,
        name="extension_side",
    ),
    path("usual-terms/", usual_terms.usual_terms_page, name="usual_terms"),
    path("usual-terms/trial-periods/new/", usual_terms.trial_new, name="usual_terms_trial_new"),
    path("usual-terms/trial-periods/<int:pk>/", usual_terms.trial, name="usual_terms_trial"),
    path(
        "usual-terms/trial-periods/<int:pk>/removal/",
        usual_terms.trial_removal,
        name="usual_terms_trial_removal",
    ),
    path(
        "usual-terms/guarantees/<str:contract>/",
        usual_terms.guarantee,
        name="usual_terms_guarantee",
    ),
]
