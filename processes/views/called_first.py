"""Somebody whom we placed wants to move on: how we heard of it (A5)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from processes.called_first import NeverPlaced, note_moving_on
from processes.forms.top_of_mind import MovingOnForm
from processes.models import Candidacy
from processes.views.frame import typed
from processes.views.saying import say


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_moving_on(request: StaffRequest, pk: int) -> HttpResponse:
    rows = Candidacy.objects.visible_to(request.user).opened_by(request.user)
    found = get_object_or_404(rows.select_related("candidate", "assignment__client"), pk=pk)
    form = MovingOnForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            note_moving_on(found, by=request.user, at=request.at, **form.cleaned_data)
        except NeverPlaced as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Noted. Call them: what they want next is worth an hour.")
            return say(request, said, go_to=found.candidate.get_absolute_url())
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "candidacy": found}
    return render(request, "processes/moving_on.html", context, status=status)
