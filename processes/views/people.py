"""One of the agency's people, as an admin changes them; nobody leaves with a full desk."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.models import Role, User
from processes.deputies import seat_all
from processes.desks import Desk
from processes.forms.person import LeavingForm


@open_to(ADMINS)
@transaction.atomic
def person_edit(request: StaffRequest, pk: int) -> HttpResponse:
    people = User.objects.exclude(role=Role.CLIENT)
    if request.method == "POST":  # whoever gives them something to do at this moment waits
        people = people.select_for_update(of=("self",))
    person = get_object_or_404(people, pk=pk)
    form = LeavingForm(request.POST or None, instance=person, by=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        if not person.is_active:  # what they kept for people who had left before has nobody now
            seat_all(request.at)
        messages.success(request, _("Saved."))
        return redirect("people")
    context = {"form": form, "person": person, "left": Desk(person).left()}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person.html", context, status=status)
