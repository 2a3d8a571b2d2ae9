"""The presentation of an assignment's shortlist: chosen, ordered, argued, sent (C8, C9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.trail.readings import noted
from mailings.pictures import shown_inside
from processes.forms.presentation import PresentationForm
from processes.models import (
    AlreadyClosed,
    AlreadySent,
    Assignment,
    NoConsent,
    NothingToSend,
    Presentation,
)
from processes.presentations.choosing import choices, warnings
from processes.presentations.facts import facts
from processes.presentations.rendering import made_of
from processes.reports.serving import pdf_file
from processes.shortlist import minimum_of
from processes.views.frame import find_assignment, frame, refuse_if_closed
from processes.views.log import is_id
from processes.views.mailbox import RENDERING_POLICY


@open_to(STAFF)
@require_GET
@never_cache
def assignment_presentation(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    return page(request, found, form_for(request, found))


@open_to(STAFF)
@require_POST
def presentation_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Keeps what was chosen and typed; with ``up`` or ``down`` somebody moves one place."""
    found = find_assignment(request, pk)
    form = form_for(request, found)
    move(form, request)
    refusal = ""
    try:
        refuse_if_closed(found)
        if form.is_valid():
            write(request, found, form)
    except (AlreadyClosed, AlreadySent) as refused:
        refusal = str(refused)
    if request.htmx:
        context = notes(found, form) | {"form": form, "refusal": refusal}
        status = 422 if refusal or form.errors else 200
        template = "processes/assignment_presentation.html#notes"
        return render(request, template, context, status=status)
    if refusal or form.errors:
        return page(request, found, form, refusal=refusal)
    return redirect("assignment_presentation", pk)


@open_to(STAFF)
@require_POST
def presentation_preview(request: StaffRequest, pk: int) -> HttpResponse:
    """Keeps what is chosen and typed, and shows the letter that it becomes."""
    found = find_assignment(request, pk)
    form = form_for(request, found)
    try:
        refuse_if_closed(found)
        if not form.is_valid():
            return page(request, found, form)
        draft = write(request, found, form)
    except (AlreadyClosed, AlreadySent) as refusal:
        return page(request, found, form, refusal=str(refusal))
    readers = draft.readers()
    language = readers[0].language if readers else draft.language
    letter = made_of(draft, facts(draft, at=request.at), language)
    return HttpResponse(
        shown_inside(letter.html), headers={"Content-Security-Policy": RENDERING_POLICY}
    )


@open_to(STAFF)
@require_POST
def presentation_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """What is chosen and typed, frozen and on its way to the client."""
    found = find_assignment(request, pk)
    form = form_for(request, found)
    form.goes_out = True
    try:
        refuse_if_closed(found)
        if not form.is_valid():
            return page(request, found, form)
        with transaction.atomic():
            draft = write(request, found, form)
            draft.send(by=request.user, at=request.at)
    except (AlreadyClosed, AlreadySent, NoConsent, NothingToSend) as refusal:
        return page(request, found, form, refusal=str(refusal))
    names = ", ".join(reader.contact.full_name for reader in draft.readers())
    messages.success(request, _("The presentation is on its way to %(names)s.") % {"names": names})
    return redirect("assignment_presentation", pk)


@open_to(STAFF)
@require_POST
def presentation_rendering(request: StaffRequest, pk: int) -> HttpResponse:
    """What could not be made is tried again."""
    mine = Presentation.objects.visible_to(request.user)
    found = get_object_or_404(mine.select_related("assignment"), pk=pk)
    try:
        refuse_if_closed(found.assignment)
    except AlreadyClosed as refusal:
        assignment = find_assignment(request, found.assignment_id)
        return page(request, assignment, form_for(request, assignment), refusal=str(refusal))
    found.render_again(at=request.at)
    messages.success(request, _("It is tried again within a few seconds."))
    return redirect("assignment_presentation", found.assignment_id)


@open_to(STAFF)
@require_GET
@noted(about=Presentation)
def presentation_pdf(request: StaffRequest, pk: int, language: str) -> HttpResponse:
    """A version as the client gets it."""
    found = get_object_or_404(Presentation.objects.visible_to(request.user).only("pk"), pk=pk)
    editions = found.editions.select_related("pdf")
    return pdf_file(get_object_or_404(editions, language=language).pdf)


def draft_of(assignment: Assignment) -> Presentation | None:
    return Presentation.objects.drafts().filter(assignment=assignment).first()


def form_for(request: StaffRequest, assignment: Assignment) -> PresentationForm:
    return PresentationForm(
        request.POST if request.method == "POST" else None,
        assignment=assignment,
        draft=draft_of(assignment),
        number=Presentation.objects.next_number(assignment),
        now=request.at,
    )


def move(form: PresentationForm, request: StaffRequest) -> None:
    """One place up or down, for whoever cannot drag."""
    order = form.order or []
    for name, step in (("up", -1), ("down", 1)):
        wanted = request.POST.get(name, "")
        if is_id(wanted) and int(wanted) in order:
            place = order.index(int(wanted))
            other = place + step
            if 0 <= other < len(order):
                order[place], order[other] = order[other], order[place]


@transaction.atomic
def write(request: StaffRequest, assignment: Assignment, form: PresentationForm) -> Presentation:
    """Keeps a valid form in the draft of the version it was shown for. Raises ``AlreadySent``."""
    number = form.number[0] if form.number else 0
    draft = Presentation.objects.draft(assignment, number=number, at=request.at)
    data = form.cleaned_data
    draft.write(
        data["chosen"],
        introduction=data["introduction"],
        feedback_on=data["feedback_on"],
        recipients=data["recipients"],
    )
    return draft


def notes(assignment: Assignment, form: PresentationForm) -> dict[str, Any]:
    """Who may be presented, as they are chosen now, and what is missing."""
    rows = choices(assignment, form.order, form.chosen, draft_of(assignment))
    must_haves = [must.text for must in assignment.must_haves.all()]
    introduction = str(form["introduction"].value() or "")
    minimum = minimum_of(assignment)
    return {
        "choices": rows,
        "chosen_count": sum(row.chosen for row in rows),
        "warnings": warnings(rows, must_haves, introduction, minimum=minimum) if rows else [],
    }


def page(
    request: StaffRequest, assignment: Assignment, form: PresentationForm, refusal: str = ""
) -> HttpResponse:
    context = frame(request, assignment, "assignment_presentation") | notes(assignment, form)
    sent = Presentation.objects.frozen().filter(assignment=assignment)
    context |= {
        "form": form,
        "number": Presentation.objects.next_number(assignment),
        "versions": sent.select_related("sent_by").prefetch_related("editions", "recipients"),
        "refusal": refusal,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/assignment_presentation.html", context, status=status)
