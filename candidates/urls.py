from __future__ import annotations

from django.urls import path

from candidates.views import candidates, documents, finding, saved_searches

urlpatterns = [
    path("candidates/", finding.candidates, name="candidates"),
    path("candidates/columns/", finding.candidate_columns, name="candidate_columns"),
    path("candidates/filters/", finding.candidate_filters, name="candidate_filters"),
    path("saved-searches/", saved_searches.saved_searches, name="saved_searches"),
    path("saved-searches/new/", saved_searches.saved_search_new, name="saved_search_new"),
    path("saved-searches/<int:pk>/", saved_searches.saved_search, name="saved_search"),
    path(
        "saved-searches/<int:pk>/criteria/",
        saved_searches.saved_search_criteria,
        name="saved_search_criteria",
    ),
    path(
        "saved-searches/<int:pk>/edit/", saved_searches.saved_search_edit, name="saved_search_edit"
    ),
    path(
        "saved-searches/<int:pk>/news/", saved_searches.saved_search_news, name="saved_search_news"
    ),
    path(
        "saved-searches/<int:pk>/removal/",
        saved_searches.saved_search_removal,
        name="saved_search_removal",
    ),
    path(
        "saved-searches/<int:pk>/seen/", saved_searches.saved_search_seen, name="saved_search_seen"
    ),
    path(
        "saved-searches/<int:pk>/unwatching/",
        saved_searches.saved_search_unwatching,
        name="saved_search_unwatching",
    ),
    path(
        "saved-searches/<int:pk>/watch/",
        saved_searches.saved_search_watch,
        name="saved_search_watch",
    ),
    path("candidates/new/", candidates.candidate_new, name="candidate_new"),
    path("candidates/<int:pk>/", candidates.candidate, name="candidate"),
    path("candidates/<int:pk>/edit/", candidates.candidate_edit, name="candidate_edit"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("candidates/<int:pk>/documents/all/", documents.documents, name="documents"),
    path("documents/<int:pk>/kind/", documents.document_kind, name="document_kind"),
    path("documents/<int:pk>/look/", documents.document_look, name="document_look"),
    path(
        "documents/<int:pk>/pages/<int:place>/", documents.document_picture, name="document_picture"
    ),
    path(
        "documents/<int:pk>/preferring/", documents.document_preferring, name="document_preferring"
    ),
    path("documents/<int:pk>/removal/", documents.document_removal, name="document_removal"),
]
