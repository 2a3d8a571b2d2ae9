"""A candidate on an assignment: fit, interest, meetings, the client's word, what happened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import STAFF, StaffRequest, open_to
from processes.debriefing import debriefed, elsewhere_of, told_of, with_talks
from processes.forms.candidacy import AnswerForm, FitForm, InterestForm
from processes.guides import words_for
from processes.models import Candidacy, Decline, Event, EventKind, ExtensionAnswer, Fit, MustHave
from processes.placement_part import terms_of
from processes.seen_as import seen_as, written_of
from processes.sharing import documents_of
from processes.stages import Stage
from processes.views.frame import typed

STANDS = Q(offers__replaced_at=None)
OFFER: list[str] = ["standing_offer"]  # a filtered relation, which the stubs do not know
SEALED = ExtensionAnswer.objects.filter(
    placement__candidacy=OuterRef("pk"), opened_at=None, answered_at__isnull=False
)


def find_candidacy(request: StaffRequest, pk: int) -> Candidacy:
    """The candidacy with those whom its page names, or 404."""
    waiting = Decline.objects.under_way().filter(candidacy=OuterRef("pk"))
    rows = (
        Candidacy.objects.visible_to(request.user)
        .opened_by(request.user)
        .annotate(standing_offer=FilteredRelation("offers", condition=STANDS))
        .select_related(*OFFER)
        .select_related(
            "candidate",
            "placement__leaving",
            "guide",
            "contact_agreed_with",
            "assignment__client",
            "assignment__decider",
            "assignment__owner",
        )
        .as_shown()
        .annotate(
            decline_id=Subquery(waiting.values("pk")[:1]),
            has_sealed_answer=Exists(SEALED),
            no_goes_at=Subquery(waiting.values("letter__try_after")[:1]),
        )
    )
    return get_object_or_404(with_talks(rows), pk=pk)


@open_to(STAFF)
def candidacy(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_candidacy(request, pk)
    events = Event.objects.filter(candidacy=found).page(request.GET.get("before", ""))
    fits = fits_of(found)
    told = told_of(found)
    context = {
        "candidacy": found,
        "assignment": found.assignment,
        "fits": fits,
        "meetings": found.meetings.select_related("contact").order_by("-starts_at")[:20],
        "held": set(
            Event.objects.standing()
            .filter(candidacy=found, kind=EventKind.MET)
            .values_list("facts__meeting", flat=True)
        ),
        "waiting": found.follow_ups.waiting()
        .without_clocks_after(request.user.working_hours().close_of_day(request.at, 1))
        .select_related("contact", "touchpoint"),
        "guide": words_for(
            found, found.guide, on=request.at.astimezone(found.assignment.zone).date()
        )
        if hasattr(found, "guide")
        else None,
        "stages": Stage.choices,
        "terms": terms_of(found, request.user),
        "seen": seen_as(
            found,
            written_of(found, [fit.evidence for _must, fit in fits if fit]),
            getattr(found, "guide", None),
        ),
        "documents": documents_of(found),
        "told": told,
        "debriefed": debriefed(told),
        "elsewhere": elsewhere_of(found),
        "timeline": events,
    }
    return render(request, "processes/candidacy.html", context)


def fits_of(candidacy: Candidacy) -> list[tuple[MustHave, Fit | None]]:
    """The must-haves in order, each with how they stand against it if that is known; one query."""
    mine = FilteredRelation("fits", condition=Q(fits__candidacy=candidacy.pk))
    known = candidacy.assignment.must_haves.annotate(
        mine=mine, fit=JSONObject(answer="mine__answer", evidence="mine__evidence")
    )
    found: list[tuple[MustHave, Any]] = [(must, vars(must)["fit"]) for must in known]
    return [(must, Fit(**fit) if fit["answer"] else None) for must, fit in found]


@open_to(STAFF)
def candidacy_fit(request: StaffRequest, pk: int) -> HttpResponse:
    """How they stand against each must-have, whether we recommend them, and the risk."""
    found = find_candidacy(request, pk)
    must_haves = list(found.assignment.must_haves.all())
    form = FitForm(typed(request), instance=found, must_haves=must_haves)
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in FitForm.Meta.fields}
        found.note_fit(form.answers(), **about, by=request.user, at=request.at)
        if request.GET.get("back") == "presentation":
            return redirect("assignment_presentation", found.assignment_id)
        return redirect("candidacy", pk)
    return step(request, found, form, _("Against the must-haves"))


@open_to(STAFF)
def candidacy_interest(request: StaffRequest, pk: int) -> HttpResponse:
    """How much they want the job; what else is going on stays as it is known."""
    found = find_candidacy(request, pk)
    form = InterestForm(typed(request), instance=find_candidacy(request, pk))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found.note_interest(
            data["interest"],
            other_offer=found.other_offer,
            answers_on=found.other_offer_answers_on,
            by=request.user,
            at=request.at,
        )
        return redirect("candidacy", pk)
    return step(request, found, form, _("Interest of %(name)s") % {"name": found.name})


@open_to(STAFF)
def candidacy_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The client's word on this candidate, who is now owed personal feedback."""
    found = find_candidacy(request, pk)
    form = AnswerForm(typed(request), candidacy=found)
    if request.method == "POST" and form.is_valid():
        found.client_answers(**form.cleaned_data, by=request.user, at=request.at)
        messages.success(
            request,
            _("Noted. %(name)s now waits for your call.") % {"name": found.candidate.first_name},
        )
        return redirect("candidacy", pk)
    return step(request, found, form, _("The client's answer"))


def step(
    request: StaffRequest, candidacy: Candidacy, form: BaseForm, heading: str, **more: Any
) -> HttpResponse:
    """The form of one step, on a page of its own or in the dialog; 422 where it was refused."""
    context: dict[str, Any] = {"candidacy": candidacy, "assignment": candidacy.assignment}
    context |= {"form": form, "heading": heading} | more
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/candidacy_step.html", context, status=status)
