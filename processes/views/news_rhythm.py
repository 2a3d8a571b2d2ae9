"""How often a candidate wants to hear from us (K3)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Candidate
from processes.forms.news_rhythm import NewsRhythmForm
from processes.news_rhythm import choose
from processes.views.frame import typed
from processes.views.saying import say


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_news_rhythm(request: StaffRequest, pk: int) -> HttpResponse:
    candidate = get_object_or_404(Candidate.objects.opened_by(request.user), pk=pk)
    form = NewsRhythmForm(typed(request), initial={"rhythm": candidate.news_rhythm})
    if request.method == "POST" and form.is_valid():
        choose(candidate, form.cleaned_data["rhythm"], by=request.user, at=request.at)
        said = _("%(name)s hears from us %(how_often)s.") % {
            "name": candidate.full_name,
            "how_often": candidate.get_news_rhythm_display(),
        }
        return say(request, said, go_to=candidate.get_absolute_url())
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "candidate": candidate}
    return render(request, "processes/candidate_news_rhythm.html", context, status=status)
