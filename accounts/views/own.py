"""What people set for themselves, and what an admin sets for the agency."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import ADMINS, STAFF, StaffRequest, open_to
from accounts.forms.agency import AgencyForm, LogoForm
from accounts.forms.people import ProfileForm
from accounts.models import Agency
from accounts.views.look import agency_page


@open_to(STAFF)
def profile(request: StaffRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("profile")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/profile.html", {"form": form}, status=status)


@open_to(ADMINS)
def agency(request: StaffRequest) -> HttpResponse:
    form = AgencyForm(request.POST or None, instance=Agency.current())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("agency")
    return agency_page(request, form, LogoForm(), status=422 if form.is_bound else 200)
