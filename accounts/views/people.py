"""The agency's people, for admins: who is here, who comes; processes knows who may leave."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.forms.people import PersonForm
from accounts.letters import invite
from accounts.models import Role, User


@open_to(ADMINS)
def people(request: StaffRequest) -> HttpResponse:
    staff = User.objects.exclude(role=Role.CLIENT).order_by("-is_active", "full_name")
    return render(request, "accounts/people.html", {"people": staff})


@open_to(ADMINS)
def person_new(request: StaffRequest) -> HttpResponse:
    form = PersonForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            person = form.save(commit=False)
            person.set_unusable_password()
            person.save()
            invite(person, by=request.user, at=request.at)
        messages.success(request, _("%(name)s has been invited.") % {"name": person})
        return redirect("people")
    return render(
        request,
        "accounts/person.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )
