"""Writing for a follow-up: a prepared text in the reader's language, edited, and sent now."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from processes import words
from processes.forms.letter import LetterForm
from processes.models import FollowUp, LetterText, SettledMeanwhile
from processes.views.frame import typed
from processes.views.saying import say
from processes.words.sending import OnItsWay, fitting, gives, prepared, reachable, readers, send


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def follow_up_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """The word is given once the letter has gone out; who gave it meanwhile is not doubled."""
    word = get_object_or_404(FollowUp.objects.visible_to(request.user).with_people(), pk=pk)
    kinds, people = fitting(word), readers(word)
    if not kinds:
        return redirect(own_page(word), word.obstacle_id or word.assignment_id)
    able = reachable(people)
    asked = request.POST or request.GET
    kind = asked.get("text", "") if asked.get("text") in kinds else kinds[0]
    to = next((one for one in able if str(one.pk) == asked.get("to")), able[0] if able else None)
    context: dict[str, Any] = {
        "follow_up": word,
        "reader": to,
        "readers": [(one, choice(to=one.pk, text=kind)) for one in able],
        "nobody": people[0] if people else None,
        "kind": kind,
        "gives": gives(word, kind),
    }
    status = 422 if request.method == "POST" else 200
    if to is not None:
        form = LetterForm(
            typed(request), prepared=prepared(word, kind, to, by=request.user, at=request.at)
        )
        if form.is_valid():
            try:
                send(word, kind, form.written, to=to, by=request.user, at=request.at)
            except (SettledMeanwhile, OnItsWay, words.NoAddress) as refusal:
                form.add_error(None, str(refusal))
            else:
                return say(request, _("The letter to %(name)s is on its way.") % {"name": to})
        labels = {one: LetterText.Kind(one).label for one in kinds}
        context |= {
            "form": form,
            "texts": [(one, labels[one], choice(to=to.pk, text=one)) for one in kinds],
        }
    return render(request, "processes/follow_up_letter.html", context, status=status)


def own_page(word: FollowUp) -> str:
    """Where this word's letter is written, with what only that page has."""
    if word.kind == "brief_told":
        return "brief_letter"
    return "obstacle_letter" if word.obstacle_id else "assignment_schedule"


def choice(**asked: object) -> str:
    return f"?{urlencode(asked)}"
