"""The link of the letter with the three questions: whoever has it answers, once (A1)."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import StaffRequest
from accounts.models import LinkIsOver, SignedLink
from accounts.signed_links import opened_by_link
from processes.care.asking import is_asked
from processes.forms.care import CareLinkForm
from processes.models import AnsweredAlready, CareAnswer, CareQuestion
from processes.models.care_answer import How
from processes.models.care_question import PURPOSE
from processes.views.frame import typed


@opened_by_link(PURPOSE)
def care_link(request: StaffRequest, link: SignedLink) -> HttpResponse:
    """What it is about, three questions, and nothing of what the other side has said."""
    question = (
        CareQuestion.objects.select_related(
            "contact",
            "by",
            "touchpoint__placement__candidacy__candidate",
            "touchpoint__placement__candidacy__assignment__client",
            "touchpoint__placement__candidacy__assignment__owner",
        )
        .filter(touchpoint=link.row)
        .first()
    )
    if question is None or not is_asked(question.touchpoint):
        raise LinkIsOver
    form = CareLinkForm(typed(request))
    context = {"form": form, "reader": question.reader, "assignment": question.assignment}
    if request.method == "POST" and form.is_valid():
        keep(question, form, link, request)
        return render(request, "processes/care_thanks.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "processes/care_link.html", context, status=status)


@transaction.atomic
def keep(
    question: CareQuestion, form: CareLinkForm, link: SignedLink, request: StaffRequest
) -> None:
    """Link and answer, both or neither. Raises ``LinkIsOver``.

    The candidacy is locked first, as whoever notes an answer on the phone does, who then
    withdraws the link.
    """
    question.touchpoint.placement.candidacy.locked()
    link.use(at=request.at)
    try:
        CareAnswer.objects.keep(
            question.touchpoint, form.said, how=How.LINK, contact=question.contact, at=request.at
        )
    except AnsweredAlready as somebody_was_first:
        raise LinkIsOver from somebody_was_first
