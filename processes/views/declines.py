"""Declining several people at once, and cancelling before the letters go."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.templatetags.moments import clock
from mailings.models import TooLate
from processes import declines
from processes.declines import COOLING, Planned
from processes.forms.decline import DeclinesForm
from processes.models import Assignment, Candidacy, Decline
from processes.models.decline import cancel_all
from processes.views.frame import find_assignment, typed
from processes.words.drafting import Draft

SHOWN = 300  # people on the page


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def assignment_declines(request: StaffRequest, pk: int) -> HttpResponse:
    """Who gets which letter in which language, who must be called, and what is on its way."""
    found = find_assignment(request, pk)
    people = declines.tellings(declines.to_decline(found), most=SHOWN)
    free = [one for one in people if not one.goes_at]
    form = DeclinesForm(typed(request), tellings=free)
    if request.method == "POST" and form.is_valid():
        say_what_goes(request, plan(request, found, form))
        return redirect("assignment_declines", pk)
    chosen = set(form["candidacy"].value() or request.GET.getlist("candidacy"))
    everybody = "all" in request.GET
    context = {
        "assignment": found,
        "form": form,
        "by_letter": [
            (one, everybody or str(one.candidacy.pk) in chosen) for one in free if not one.must_call
        ],
        "not_all": len(people) == SHOWN,
        "by_call": [one for one in free if one.must_call],
        "under_way": Decline.objects.under_way().on(found).with_people()[:SHOWN],
        "texts": form.texts_on_page(by=request.user, at=request.at),
        "cooling": COOLING.seconds // 60,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/assignment_declines.html", context, status=status)


def plan(request: StaffRequest, assignment: Assignment, form: DeclinesForm) -> Planned:
    tellings = {one.candidacy.pk: one for one in form.tellings}

    def words_for(candidacy: Candidacy) -> Draft:
        one = tellings[candidacy.pk]
        return form.text_for(one).filled(one.facts(by=request.user, at=request.at))

    return declines.plan(
        assignment,
        [one.candidacy for one in form.chosen()],
        words_for,
        reason=form.cleaned_data["reason"],
        note=form.cleaned_data["note"],
        by=request.user,
        at=request.at,
    )


def say_what_goes(request: StaffRequest, planned: Planned) -> None:
    if planned.declines:
        count = len(planned.declines)
        said = ngettext(
            "%(count)d letter goes out at %(time)s. Until then you can cancel it.",
            "%(count)d letters go out at %(time)s. Until then you can cancel each of them.",
            count,
        )
        told = {"count": count, "time": clock(request.at + COOLING)}
        messages.success(request, said % told)
    if planned.left_out:
        names = ", ".join(one.name for one in planned.left_out)
        messages.warning(
            request,
            _("Something has happened meanwhile, so no letter goes to %(names)s.")
            % {"names": names},
        )


@open_to(STAFF)
@require_POST
def declines_cancellation(request: StaffRequest, pk: int) -> HttpResponse:
    """None of the letters that are on their way goes out."""
    found = find_assignment(request, pk)
    waiting = Decline.objects.under_way().on(found).with_people()
    cancelled, gone = cancel_all(waiting, by=request.user, at=request.at)
    if cancelled:
        said = ngettext(
            "%(count)d letter was cancelled.", "%(count)d letters were cancelled.", len(cancelled)
        )
        messages.success(request, said % {"count": len(cancelled)})
    if gone:
        names = ", ".join(decline.name for decline in gone)
        messages.error(request, _("Too late for %(names)s.") % {"names": names})
    return redirect("assignment_declines", pk)


@open_to(STAFF)
@require_POST
def decline_cancellation(request: StaffRequest, pk: int) -> HttpResponse:
    """This one letter does not go; they stay where they are in the process."""
    found = get_object_or_404(Decline.objects.visible_to(request.user).with_people(), pk=pk)
    name = {"name": found.name}
    try:
        found.cancel(by=request.user, at=request.at)
    except TooLate:
        messages.error(request, _("Too late: the letter to %(name)s has gone.") % name)
    else:
        said = _("Cancelled. %(name)s gets no letter and stays in the process.")
        messages.success(request, said % name)
    if request.POST.get("back") == "candidacy":
        return redirect("candidacy", found.candidacy_id)
    if request.POST.get("back") == "closing":
        return redirect("assignment_closing", found.candidacy.assignment_id)
    return redirect("assignment_declines", found.candidacy.assignment_id)
