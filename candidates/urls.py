from __future__ import annotations

from django.urls import path

from candidates.views import candidates, documents

urlpatterns = [
    path("candidates/", candidates.candidates, name="candidates"),
    path("candidates/new/", candidates.candidate_new, name="candidate_new"),
    path("candidates/<int:pk>/", candidates.candidate, name="candidate"),
    path("candidates/<int:pk>/edit/", candidates.candidate_edit, name="candidate_edit"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("candidates/<int:pk>/documents/all/", documents.documents, name="documents"),
    path("documents/<int:pk>/look/", documents.document_look, name="document_look"),
    path(
        "documents/<int:pk>/pages/<int:place>/", documents.document_picture, name="document_picture"
    ),
    path(
        "documents/<int:pk>/preferring/", documents.document_preferring, name="document_preferring"
    ),
    path("documents/<int:pk>/removal/", documents.document_removal, name="document_removal"),
]
