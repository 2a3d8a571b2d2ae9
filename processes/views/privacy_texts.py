"""What whoever applies reads of how the agency keeps it: in four languages, version by version."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ADMINS, StaffRequest, open_to
from processes.forms.privacy_text import PrivacyTextForm
from processes.models import PrivacyText
from processes.views.frame import typed

VERSIONS_SHOWN = 50


@open_to(ADMINS)
@require_GET
def privacy_texts(request: StaffRequest) -> HttpResponse:
    rows = [(name, PrivacyText.objects.in_force(code)) for code, name in settings.LANGUAGES]
    return render(request, "processes/privacy_texts.html", {"rows": rows})


@open_to(ADMINS)
@require_http_methods(["GET", "HEAD", "POST"])
def privacy_text(request: StaffRequest, language: str) -> HttpResponse:
    """The text in force, to be written anew; below it the versions there have been."""
    names = dict(settings.LANGUAGES)
    if language not in names:
        raise Http404
    now = PrivacyText.objects.in_force(language)
    form = PrivacyTextForm(typed(request), initial={"text": now.text})
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        new = PrivacyText.objects.write(language, text, by=request.user, at=request.at)
        if new.version == now.version:
            messages.info(
                request,
                _("Nothing is different: version %(number)s stays.") % {"number": now.version},
            )
        else:
            messages.success(
                request, _("Version %(number)s is read from now on.") % {"number": new.version}
            )
        return redirect("privacy_texts")
    context = {
        "form": form,
        "language": language,
        "language_name": names[language],
        "now": now,
        "versions": PrivacyText.objects.versions(language)[:VERSIONS_SHOWN],
    }
    status = 422 if form.is_bound else 200
    return render(request, "processes/privacy_text.html", context, status=status)
