"""A kind no to one person: by letter, or in a call to whoever has met us (K1, K2)."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from accounts.templatetags.moments import clock
from processes import declines
from processes.declines import COOLING, Telling
from processes.feedback import feedback
from processes.forms.decline import DeclineForm, TellingForm
from processes.models import Candidacy, Decline, EventKind
from processes.models.decline import UNDER_WAY
from processes.stages import SHOWN_TO_CLIENT, SaidNo
from processes.timeline import record
from processes.views.frame import typed
from processes.views.saying import say
from processes.words.drafting import Draft, draft


def find_telling(request: StaffRequest, pk: int) -> Telling:
    """Somebody who may be told no, and how; 404 for no such candidacy and whoever is placed."""
    rows = Candidacy.objects.visible_to(request.user).opened_by(request.user)
    row = declines.with_meetings(rows.filter(declines.NOT_PLACED, pk=pk)).first()
    if row is None:
        raise Http404
    waiting = Decline.objects.filter(UNDER_WAY, candidacy=row).select_related("letter").first()
    return Telling.of(row, waiting)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_declining(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as it will go out, after the cooling time; a call where no letter would do."""
    one = find_telling(request, pk)
    if one.must_call:
        return candidacy_telling(request, pk)
    facts = one.facts(by=request.user, at=request.at)
    prepared = draft(one.kind, one.language, facts)
    form = DeclineForm(typed(request), candidacy=one.candidacy, initial=prepared._asdict())
    error = ""
    if request.method == "POST" and form.is_valid():
        wants_job, _verdicts = form.take_answers()
        one.candidacy.note_whether_wanted(wants_job, by=request.user, at=request.at)
        said = form.cleaned_data
        planned = declines.plan(
            one.candidacy.assignment,
            [one.candidacy],
            lambda _candidacy: Draft(said["subject"], said["body"]),
            reason=said["reason"],
            note=said["note"],
            by=request.user,
            at=request.at,
        )
        if planned.declines:
            told = {"name": one.candidacy.name, "time": clock(request.at + COOLING)}
            words = _("The letter to %(name)s goes out at %(time)s.") % told
            return say(request, words)
        error = _("Nothing was changed: %(name)s has a letter on its way or waits for no answer.")
        form.add_error(None, error % {"name": one.candidacy.name})
    context = {
        "telling": one,
        "candidacy": one.candidacy,
        "assignment": one.candidacy.assignment,
        "form": form,
        "waits": declines.to_decline(one.candidacy.assignment).filter(pk=pk).exists(),
        "cooling": COOLING.seconds // 60,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/candidacy_declining.html", context, status=status)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_telling(request: StaffRequest, pk: int) -> HttpResponse:
    """A no in a call: what to say, and noting that it was said, or that nobody answered."""
    one = find_telling(request, pk)
    candidacy = one.candidacy
    nobody_answered = request.method == "POST" and "no_answer" in request.POST
    said_no = SaidNo.CLIENT if candidacy.stage in SHOWN_TO_CLIENT else SaidNo.WE
    form = TellingForm(
        None if nobody_answered else typed(request),
        candidacy=candidacy,
        initial={"said_no": said_no},
    )
    name = {"name": candidacy.name}
    if nobody_answered:
        record(
            EventKind.CALLED,
            by=request.user,
            at=request.at,
            candidacy=candidacy,
            reached=False,
            rang="us",
        )
        return say(request, _("Logged: no answer. %(name)s still waits for your call.") % name)
    if request.method == "POST" and form.is_valid():
        tell(request, candidacy, form)
        return say(request, _("Noted: %(name)s knows.") % name)
    facts = one.facts(by=request.user, at=request.at)
    kind = "decline_after_interview" if one.has_met else one.kind
    context = {
        "telling": one,
        "candidacy": candidacy,
        "assignment": candidacy.assignment,
        "form": form,
        "draft": draft(kind, one.language, facts),
        "feedback": feedback(candidacy, one.language),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/candidacy_telling.html", context, status=status)


@transaction.atomic
def tell(request: StaffRequest, candidacy: Candidacy, form: TellingForm) -> None:
    """The no, with what was asked on the way to it."""
    wants_job, verdicts = form.take_answers()
    if candidacy.is_in_play:
        candidacy.note_whether_wanted(wants_job, by=request.user, at=request.at)
    said = {"reason": "", "said_no": ""} | form.cleaned_data
    declines.tell_by_phone(candidacy, **said, verdicts=verdicts, by=request.user, at=request.at)
