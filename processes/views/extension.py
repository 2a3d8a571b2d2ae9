from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.extension import ASKED, ExtensionForm
from processes.models import Placement
from processes.models.placement import NotRunning
from processes.views.candidacies import find_candidacy, step
from processes.views.frame import typed


@open_to(STAFF)
def candidacy_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """Whether the client was asked if this interim stays on, and what they said (A5)."""
    found = find_candidacy(request, pk)
    placement = Placement.objects.filter(candidacy=found, ends_on__isnull=False).first()
    if placement is None or placement.ends_on is None:
        raise Http404
    form = ExtensionForm(typed(request), placement=placement)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["answer"] == ASKED:
                placement.ask_extension(by=request.user, at=request.at)
            else:
                placement.answer_extension(said["until"], by=request.user, at=request.at)
        except (NotRunning, ValueError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted."))
            return redirect("candidacy", pk)
    day = date_format(placement.ends_on, "DATE_FORMAT")
    heading = _("Does %(name)s stay on after %(day)s?") % {"name": found.name, "day": day}
    return step(request, found, form, heading)
