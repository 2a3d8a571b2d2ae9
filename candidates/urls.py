from __future__ import annotations

from django.urls import path

from candidates.views import candidates, documents

urlpatterns = [
    path("candidates/", candidates.candidates, name="candidates"),
    path("candidates/new/", candidates.candidate_new, name="candidate_new"),
    path("candidates/<int:pk>/", candidates.candidate, name="candidate"),
    path("candidates/<int:pk>/edit/", candidates.candidate_edit, name="candidate_edit"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/removal/", documents.document_removal, name="document_removal"),
]
