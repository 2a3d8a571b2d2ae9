"""The agency's people, for admins: who is here, who comes; processes knows who may leave."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.colleagues import colleagues
from accounts.ending import reset_second_factor, sign_out_everywhere
from accounts.forms.people import PersonForm
from accounts.letters import invite, write_to
from accounts.models import Action, Role, User
from accounts.trail import note, request_address
from accounts.views.links import invited


@open_to(ADMINS)
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    found = colleagues(request.at)
    context = {
        "here": [one for one in found if one.person.is_active],
        "gone": [one for one in found if not one.person.is_active],
        "awaited": sum(one.awaited and one.invitation is not None for one in found),
    }
    return render(request, "accounts/people.html", context)


@open_to(ADMINS)
def person_new(request: StaffRequest) -> HttpResponse:
    form = PersonForm(request.POST or None, by=request.user, initial=like_here(request.user))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            person = form.save(commit=False)
            person.set_unusable_password()
            person.save()
            one = invite(person, by=request.user, at=request.at)
        said = _("%(name)s has been invited.") % {"name": person}
        return invited(request, one, said=said, back=reverse("people"))
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person.html", {"form": form}, status=status)


def like_here(admin: User) -> dict[str, object]:
    """Where a colleague most likely is: where the admin is."""
    names = ("language", "country", "time_zone", "work_starts", "work_ends")
    return {name: getattr(admin, name) for name in names}


@open_to(ADMINS)
@require_POST
def person_invitation(request: StaffRequest, pk: int) -> HttpResponse:
    """Another letter for whoever has not come yet; the earlier link opens nothing any more."""
    person = colleague(pk)
    if not person.is_active or person.last_login is not None:
        text = _("%(name)s needs no invitation: “Forgotten password” mails a new link.")
        messages.error(request, text % {"name": person})
        return redirect("person_edit", pk)
    one = invite(person, by=request.user, at=request.at)
    said = _("%(name)s has been invited.") % {"name": person}
    return invited(request, one, said=said, back=reverse("person_edit", args=[pk]))


@open_to(ADMINS)
@require_POST
def person_invitation_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    person = colleague(pk)
    if person.invitations.withdraw(at=request.at):
        messages.success(request, _("The invitation of %(name)s is withdrawn.") % {"name": person})
    else:
        messages.error(request, _("There is no invitation that could be withdrawn."))
    return redirect("person_edit", pk)


@open_to(ADMINS)
@require_POST
def person_factor_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """For whoever has lost the telephone: no second factor, and no browser stays signed in."""
    person = colleague(pk)
    if person == request.user:
        messages.error(request, _("Your own you change on the page about your sign-in."))
        return redirect("person_edit", pk)
    with transaction.atomic():
        reset_second_factor(
            person, by=request.user, at=request.at, address=request_address(request)
        )
        write_to(person, "second_factor_reset", at=request.at, admin=request.user)
    text = _("%(name)s signs in with the password alone, and is signed out everywhere.")
    messages.success(request, text % {"name": person})
    return redirect("person_edit", pk)


@open_to(ADMINS)
@require_POST
def person_signing_out(request: StaffRequest, pk: int) -> HttpResponse:
    """No browser of theirs stays signed in; this one does, where it is one's own."""
    person = colleague(pk)
    mine = request.session.session_key if person == request.user else ""
    sessions = sign_out_everywhere(person, but=mine or "")
    note(
        Action.SIGNED_OUT_EVERYWHERE,
        by=request.user,
        at=request.at,
        about=person,
        address=request_address(request),
        sessions=sessions,
    )
    messages.success(request, _("%(name)s is signed out everywhere.") % {"name": person})
    return redirect("person_edit", pk)


def colleague(pk: int) -> User:
    """One of the agency's people; 404 for a client's contact."""
    return get_object_or_404(User.objects.exclude(role=Role.CLIENT), pk=pk)
