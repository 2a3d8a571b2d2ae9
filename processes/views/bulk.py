"""A step for many candidates: chosen, previewed, taken once, and a page about it afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from candidates.forms.tags import suggestions
from candidates.models import Candidate
from processes.bulk.choosing import Chosen, chosen
from processes.bulk.left_out import LeftOut
from processes.bulk.letters import Writing
from processes.bulk.steps import take
from processes.forms.bulk import FORMS, BulkForm, named, open_to_add
from processes.models import Assignment, BulkKind, BulkStep
from processes.views.frame import searched

FOUND = 20


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def bulk(request: StaffRequest, kind: str) -> HttpResponse:
    """Asks what the step needs to know; posted, it shows whom the step would reach, and waits."""
    step_kind = known(kind)
    typed = request.POST if request.method == "POST" else None
    people = chosen(typed or request.GET, step_kind, user=request.user, at=request.at)
    if typed is None:
        begin = request.GET.get("text", "")
        form = FORMS[step_kind](by=request.user, people=people.people, begin=begin)
        return asked(request, step_kind, people, form)
    form = FORMS[step_kind](typed, by=request.user, people=people.people)
    if not people.people or not form.is_valid():
        return asked(request, step_kind, people, form, status=422)
    step = form.step()
    parted = step.sort(people.people)
    context = {
        "kind": step_kind,
        "form": form,
        "chosen": people,
        "step": step,
        "parted": parted,
        "samples": step.samples(parted.people) if isinstance(step, Writing) else [],
        "key": uuid4(),
    }
    return render(request, "candidates/bulk_preview.html", context)


@open_to(STAFF)
@require_POST
def bulk_change(request: StaffRequest, kind: str) -> HttpResponse:
    """Back from the preview, with what was typed."""
    step_kind = known(kind)
    people = chosen(request.POST, step_kind, user=request.user, at=request.at)
    form = FORMS[step_kind](request.POST, by=request.user, people=people.people)
    return asked(request, step_kind, people, form)


@open_to(STAFF)
@require_POST
def bulk_taking(request: StaffRequest, kind: str) -> HttpResponse:
    """Takes the step that was previewed; posted twice it is taken once."""
    step_kind = known(kind)
    people = chosen(request.POST, step_kind, user=request.user, at=request.at)
    form = FORMS[step_kind](request.POST, by=request.user, people=people.people)
    key = key_in(request.POST.get("key", ""))
    if key is not None and (before := BulkStep.objects.filter(key=key, by=request.user).first()):
        return redirect(before)
    if key is None or not people.people or not form.is_valid():
        return asked(request, step_kind, people, form, status=422)
    ids = [person.pk for person in people.people]
    try:
        return redirect(take(form.step(), ids, key, by=request.user, at=request.at))
    except IntegrityError:  # such as a pool of the same name, made a moment ago
        form.add_error(None, _("Somebody has just changed this. Look again, and post it anew."))
        return asked(request, step_kind, people, form, status=422)


@open_to(STAFF)
@require_GET
def bulk_step(request: StaffRequest, pk: int) -> HttpResponse:
    """What was done with whom, and who was left out why."""
    found = get_object_or_404(BulkStep.objects.visible_to(request.user), pk=pk)
    reasons = {pk: LeftOut(reason).label for pk, reason in found.left_out}
    people = Candidate.objects.findable().in_bulk([*found.done, *reasons])
    assignment = found.facts.get("assignment")
    context = {
        "bulk": found,
        "people": [people[pk] for pk in found.done if pk in people],
        "left_out": [(people[pk], why) for pk, why in reasons.items() if pk in people],
        "assignment": Assignment.objects.visible_to(request.user).filter(pk=assignment).first(),
    }
    return render(request, "candidates/bulk_step.html", context)


@open_to(STAFF)
@require_GET
def bulk_assignments(request: StaffRequest) -> JsonResponse:
    """Open assignments whose title or client fits what was typed, for the chooser."""
    found = open_to_add(request.user).named(searched(request))[:FOUND]
    return JsonResponse(
        {
            "results": [
                {"value": one.pk, "text": named(one), "detail": one.get_kind_display()}
                for one in found
            ]
        }
    )


def known(kind: str) -> BulkKind:
    try:
        return BulkKind(kind)
    except ValueError:
        raise Http404 from None


def key_in(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def asked(
    request: StaffRequest, kind: BulkKind, people: Chosen, form: BulkForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"kind": kind, "form": form, "chosen": people}
    if kind == BulkKind.TAG:
        context["suggestions"] = suggestions([])
    return render(request, "candidates/bulk.html", context, status=status)
