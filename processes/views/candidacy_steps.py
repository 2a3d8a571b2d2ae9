"""Steps of a candidacy: along the board, out of it, back into it, and into the role."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.candidacy import EndForm
from processes.forms.feedback_day import StageForm
from processes.models import AlreadyClosed, Candidacy, WrongStage
from processes.stages import SHOWN_TO_CLIENT, Stage
from processes.views.board import board_context
from processes.views.candidacies import find_candidacy, step
from processes.views.frame import find_assignment, frame, refuse_if_closed, typed


@open_to(STAFF)
@require_POST
def candidacy_stage(request: StaffRequest, pk: int) -> HttpResponse:
    """Moves a card; refused if somebody else has moved or ended it since the board was read."""
    found = find_candidacy(request, pk)
    stage = request.POST.get("stage", "")
    if stage == Stage.PLACED and found.is_in_play and found.stage != stage:
        return elsewhere(request, reverse("candidacy_placement", args=[pk]))
    try:
        refuse_if_closed(found.assignment)
        seen, form = request.POST.get("from", ""), StageForm(request.POST, now=request.at)
        if not form.is_valid():
            return refused(request, found, " ".join(map(str, form.errors["feedback_on"])))
        agreed = form.cleaned_data["feedback_on"] if stage == Stage.PRESENTED else None
        if stage in SHOWN_TO_CLIENT and found.is_in_play and lacks_word(found):
            return asked_first(request, found, stage)
        found.move_to(stage, by=request.user, at=request.at, seen=seen, feedback_on=agreed)
    except (WrongStage, AlreadyClosed) as refusal:
        return refused(request, found, str(refusal))
    if request.htmx and request.htmx.target == "board":
        context = board_context(request, found.assignment)
        return render(request, "processes/assignment.html#board", context)
    return redirect(came_from(request, found))


def lacks_word(candidacy: Candidacy) -> bool:
    """Whether their consent is to be asked, or the privacy notice to be given, before the step."""
    return candidacy.lacks_consent() or candidacy.lacks_privacy_notice()


def asked_first(request: StaffRequest, candidacy: Candidacy, stage: str) -> HttpResponse:
    """Leads to where consent is logged and the step is done in one; the card stays until then."""
    typed_here = {name: request.POST.get(name, "") for name in ("from", "feedback_on", "back")}
    known = {name: value for name, value in typed_here.items() if value}
    way = reverse("candidacy_consent", args=[candidacy.pk])
    url = f"{way}?{urlencode({'stage': stage, **known})}"
    if request.htmx and request.htmx.target == "board":
        return board_again(request, candidacy, {"dialog:open": {"url": url}})
    return elsewhere(request, url)


def board_again(
    request: StaffRequest, candidacy: Candidacy, trigger: dict[str, object]
) -> HttpResponse:
    """422 with the board as it stands now."""
    context = board_context(request, candidacy.assignment)
    response = render(request, "processes/assignment.html#board", context, status=422)
    response["HX-Trigger"] = json.dumps(trigger)
    return response


def refused(request: StaffRequest, candidacy: Candidacy, why: str) -> HttpResponse:
    """422 with the board as it stands now, and why nothing was moved."""
    if request.htmx and request.htmx.target == "board":
        return board_again(request, candidacy, {"toast": {"text": why, "level": "error"}})
    found = find_assignment(request, candidacy.assignment_id)
    context = board_context(request, found) | frame(request, found, "assignment")
    context["refusal"] = why
    return render(request, "processes/assignment.html", context, status=422)


def elsewhere(request: StaffRequest, url: str) -> HttpResponse:
    """Leads the whole page on, also where only a part of it was asked for."""
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if request.htmx else redirect(url)


def came_from(request: StaffRequest, candidacy: Candidacy) -> str:
    """The candidacy's page for a move made there, else the board."""
    if request.POST.get("back") == "candidacy":
        return reverse("candidacy", args=[candidacy.pk])
    return candidacy.assignment.get_absolute_url()


@open_to(STAFF)
def candidacy_end(request: StaffRequest, pk: int) -> HttpResponse:
    """Ends the candidacy, with the reason and who said no."""
    found = find_candidacy(request, pk)
    form = EndForm(typed(request), candidacy=found)
    if request.method == "POST" and form.is_valid():
        try:
            finish(request, found, form)
        except WrongStage as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("%(name)s is out of the process. Give them the word yourself.")
                % {"name": found.name},
            )
            return redirect(found.assignment)
    heading = _("%(name)s goes no further") % {"name": found.name}
    part = "processes/parts/why_form.html"
    return step(request, found, form, heading, verb=_("End it"), fields=part)


@transaction.atomic
def finish(request: StaffRequest, found: Candidacy, form: EndForm) -> None:
    """The end, with what was asked on the way to it."""
    wants_job, verdicts = form.take_answers()
    found.note_whether_wanted(wants_job, by=request.user, at=request.at)
    said = form.cleaned_data
    found.finish(form.end, **said, verdicts=verdicts, by=request.user, at=request.at)


@open_to(STAFF)
@require_POST
def candidacy_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Takes an ended candidacy up again, where it stood."""
    found = find_candidacy(request, pk)
    try:
        refuse_if_closed(found.assignment)
        found.take_up_again(by=request.user, at=request.at)
    except (WrongStage, AlreadyClosed) as refusal:
        return refused(request, found, str(refusal))
    messages.success(request, _("%(name)s is on the board again.") % {"name": found.name})
    return redirect(found.assignment)
