from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.conversations import word_given
from processes.models import CannotUndo, Event, FollowUp
from processes.views.saying import say


@open_to(STAFF)
@require_POST
def event_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Takes back what was logged by mistake, and says who waits again."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    settled = [word.pk for word in FollowUp.objects.filter(settled_by=event)]
    settled += FollowUp.objects.filter(settled_by__in=event.said_in_it()).values_list(
        "pk", flat=True
    )
    try:
        event.undo(by=request.user, at=request.at)
    except CannotUndo as refusal:
        context = {"event": event, "why": str(refusal)}
        return render(request, "processes/event_undoing.html", context, status=422)
    waiting = FollowUp.objects.visible_to(request.user).waiting().filter(pk__in=settled)
    again = [word_given(word) for word in waiting.with_people() if not word.rule.clock]
    words = _("Undone. Owed again: %(words)s") % {"words": "; ".join(again)}
    return say(request, words if again else _("Undone."), go_to=request.POST.get("next", ""))
