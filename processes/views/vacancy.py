"""The vacancy of an assignment: written, looked at, published and withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import STAFF, StaffRequest, open_to
from accounts.models import Agency
from processes.forms.vacancy import VacancyForm
from processes.models import Assignment, CannotPublish, Vacancy
from processes.views.frame import find_assignment, frame, typed
from processes.views.jobs import job_context

LATELY = 20


def vacancy_of(assignment: Assignment) -> Vacancy | None:
    found = Vacancy.objects.with_people().filter(assignment=assignment)
    counted: Vacancy | None = found.annotate(
        received=Count("applications"),
        waiting=Count("applications", filter=Q(applications__decided_at=None)),
    ).first()
    return counted


def find_vacancy(request: StaffRequest, pk: int) -> Vacancy:
    """The vacancy of an assignment that this person sees, or 404."""
    found = vacancy_of(find_assignment(request, pk))
    if found is None:
        raise Http404
    return found


@open_to(STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_vacancy(request: StaffRequest, pk: int) -> HttpResponse:
    """Its words and its state; saving publishes nothing."""
    assignment = find_assignment(request, pk)
    vacancy = vacancy_of(assignment)
    draft = vacancy or Vacancy(assignment=assignment)
    form = VacancyForm(typed(request), instance=draft, assignment=assignment)
    if form.is_bound and form.is_valid():
        try:
            draft.write(at=request.at, **form.cleaned_data)
        except IntegrityError:  # posted twice, or written by somebody else at this moment
            messages.error(request, _("Somebody has just written it. Please look at it again."))
            return redirect("assignment_vacancy", pk)
        published = draft.is_published
        messages.success(
            request, _("Saved, and changed on the page.") if published else _("Saved.")
        )
        return redirect("assignment_vacancy", pk)
    status = 422 if form.is_bound else 200
    return page(request, assignment, vacancy, form, status=status)


def page(
    request: StaffRequest,
    assignment: Assignment,
    vacancy: Vacancy | None,
    form: VacancyForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    stored = vacancy_of(assignment) if form.is_bound else vacancy  # not with what is wrong
    public = Vacancy.objects.published(request.at).filter(assignment=assignment).exists()
    received = stored.applications.visible_to(request.user) if stored else None
    context = frame(request, assignment, "assignment_vacancy") | {
        "form": form,
        "vacancy": stored,
        "is_public": public,
        "missing": stored.missing(request.at) if stored else [],
        "refusal": refusal,
        "applications": [] if received is None else received.order_by("-at", "-pk")[:LATELY],
    }
    return render(request, "processes/assignment_vacancy.html", context, status=status)


@open_to(STAFF)
@require_safe
def vacancy_preview(request: StaffRequest, pk: int) -> HttpResponse:
    """Its page as anyone would read it, before it is published."""
    vacancy = find_vacancy(request, pk)
    zone = Agency.current().working_hours().zone
    with translation.override(vacancy.language), timezone.override(zone):
        context = job_context(vacancy) | {"preview": True}
        return render(request, "processes/job.html", context)


@open_to(STAFF)
@require_POST
def vacancy_publication(request: StaffRequest, pk: int) -> HttpResponse:
    assignment = find_assignment(request, pk)
    vacancy = find_vacancy(request, pk)
    try:
        vacancy.publish(by=request.user, at=request.at)
    except CannotPublish as refusal:
        form = VacancyForm(instance=vacancy, assignment=assignment)
        return page(request, assignment, vacancy, form, refusal=str(refusal), status=422)
    messages.success(request, _("Published: anyone may read it and apply from now on."))
    return redirect("assignment_vacancy", pk)


@open_to(STAFF)
@require_POST
def vacancy_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    vacancy = find_vacancy(request, pk)
    vacancy.withdraw(by=request.user, at=request.at)
    messages.success(request, _("Withdrawn. Whoever has applied is answered as before."))
    return redirect("assignment_vacancy", pk)
