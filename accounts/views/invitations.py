"""The link of an invitation: looking at it changes nothing, the button lets its person in, once."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import ANYONE, SIGNED_IN, StaffRequest, open_to
from accounts.models import Action, Invitation, InvitationIsOver, User
from accounts.signing_in.fresh import came_just_now
from accounts.trail import note, request_address
from accounts.ways_in import ARRIVED, choose_password

UNKNOWN = "unknown"
NOBODYS = "0" * 64


@open_to(ANYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """Who invites whom, and a button. Programs that read mail open links; they press no button."""
    found = Invitation.objects.select_related("user", "invited_by").filter(pk=pk).first()
    known = (found or Invitation(digest=NOBODYS)).opens_with(key)
    if found is None or not known:
        return render(request, "accounts/invitation_over.html", {"state": UNKNOWN}, status=404)
    with translation.override(found.user.language):
        if request.user == found.user and found.used_at:
            return redirect(home_of(found.user))
        if request.method == "POST":
            return accepted(request, found)
        if found.state(request.at) != Invitation.State.OPEN or not found.user.is_active:
            return over(request, found)
        return speaking(render(request, "accounts/invitation.html", {"invitation": found}))


def accepted(request: StaffRequest, found: Invitation) -> HttpResponse:
    """Used and signed in, both or neither; a second factor, where there is one, is asked for."""
    try:
        with transaction.atomic():
            user = found.accept(at=request.at)
            note(
                Action.INVITATION_USED,
                by=user,
                at=request.at,
                about=found,
                address=request_address(request),
            )
            request.session[ARRIVED] = user.pk
            answer: HttpResponse = perform_login(
                request, user, redirect_url=reverse("welcome"), email=user.email
            )
            request.session[ARRIVED] = user.pk  # signing in may begin another session
    except InvitationIsOver:
        found.refresh_from_db()
        return over(request, found)
    return answer


def over(request: StaffRequest, found: Invitation) -> HttpResponse:
    """Used, withdrawn or too old, and what to do now."""
    state = found.state(request.at) if found.user.is_active else Invitation.State.WITHDRAWN
    newer = found.user.invitations.open(request.at).filter(pk__gt=found.pk).exists()
    context: dict[str, Any] = {"state": state, "invitation": found, "newer": newer}
    context["may_ask_for_code"] = (
        not found.user.is_staff_member
        and found.user.is_active
        and not Invitation.objects.shuts_out(found.user)
    )
    return speaking(render(request, "accounts/invitation_over.html", context, status=410))


@open_to(SIGNED_IN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def welcome(request: StaffRequest) -> HttpResponse:
    """Just come in by an invitation: how to sign in the next time."""
    user = request.user
    if request.session.get(ARRIVED) != user.pk or not came_just_now(request):
        return redirect("/")  # where everybody is led to what is theirs
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose_password(request, user, form.cleaned_data["new_password1"], at=request.at)
        messages.success(request, _("From now on you sign in with this password."))
        return redirect(home_of(user))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "home": home_of(user)}
    return render(request, "accounts/welcome.html", context, status=status)


def home_of(user: User) -> str:
    return reverse("today") if user.is_staff_member else reverse("portal")


def speaking(answer: HttpResponse) -> HttpResponse:
    """Says in which language the page is: that of whoever is invited, not the browser's."""
    answer.headers["Content-Language"] = translation.get_language() or ""
    return answer
