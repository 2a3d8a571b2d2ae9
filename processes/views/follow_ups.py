from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from accounts.templatetags.moments import day
from processes.forms.putting_off import PuttingOffForm
from processes.models import FollowUp, SettledMeanwhile
from processes.views.saying import say


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def follow_up_putting_off(request: StaffRequest, pk: int) -> HttpResponse:
    """A new date for a word; who settled it meanwhile has kept it, and nothing changes."""
    follow_up = get_object_or_404(FollowUp.objects.with_people(), pk=pk)
    form = PuttingOffForm(
        request.POST or None, now=request.at, hours=follow_up.owner.working_hours()
    )
    if request.method == "POST" and form.is_valid():
        try:
            follow_up.put_off(
                form.until, by=request.user, at=request.at, why=form.cleaned_data["why"]
            )
        except SettledMeanwhile as settled:
            form.add_error(None, str(settled))
        else:
            words = {"name": follow_up.waiting_for, "day": day(form.until)}
            return say(request, _("%(name)s: put off to %(day)s.") % words)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "follow_up": follow_up}
    return render(request, "processes/follow_up_putting_off.html", context, status=status)
