"""One of the agency's people, as an admin changes them; nobody leaves with a full desk."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.colleagues import colleagues
from accounts.models import Role, User
from processes.desks import Desk
from processes.forms.person import ColleagueForm


@open_to(ADMINS)
@transaction.atomic
def person_edit(request: StaffRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        wait_for_others(request, pk)
    person = get_object_or_404(User.objects.exclude(role=Role.CLIENT), pk=pk)
    form = ColleagueForm(request.POST or None, instance=person, by=request.user, at=request.at)
    if request.method == "POST" and form.is_valid() and form.keep():
        messages.success(request, _("Saved."))
        return redirect("people")
    seen = get_object_or_404(User, pk=pk)  # as it is, whatever was typed
    [colleague] = colleagues(request.at, only=seen)
    context = {"form": form, "person": seen, "colleague": colleague, "left": Desk(seen).left()}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person.html", context, status=status)


def wait_for_others(request: StaffRequest, pk: int) -> None:
    """One admin at a time, and only one who still is: so the last one never goes."""
    staff = User.objects.exclude(role=Role.CLIENT).order_by("pk")
    admins = list(staff.filter(role=Role.ADMIN).select_for_update(of=("self",), no_key=True))
    if not any(one == request.user and one.is_active for one in admins):
        raise PermissionDenied
    list(staff.filter(pk=pk).select_for_update(of=("self",), no_key=True))
