"""Applying for a published vacancy: no account, no cookie, no JavaScript needed (K1)."""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.core.internal import ratelimit
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest
from processes.forms.application import ApplicationForm
from processes.models import PrivacyText, Vacancy
from processes.vacancies.receipt import answer_by
from processes.vacancies.receiving import NotPublished, receive
from processes.views.jobs import Over, of_job

SALT = "thanks"


@csrf_exempt  # nobody is signed in here: there is nothing that another site could ride on
@of_job
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def job_application(request: StaffRequest, vacancy: Vacancy) -> HttpResponse:
    """The few questions. A refusal keeps all that was typed, and the file, too."""
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ApplicationForm(*typed, vacancy=vacancy, at=request.at)
    if not form.is_bound:
        return shown(request, form)
    if not ratelimit.consume(request, app="allauth.account", action="application"):
        form.is_valid()
        form.add_error(
            None, _("There were very many applications from your network. Try again in an hour.")
        )
        return shown(request, form, status=429)
    if not form.is_valid():
        form.hold()
        return shown(request, form, status=422)
    try:
        receive(vacancy, form.sent(source(request)), at=request.at)
    except NotPublished:
        raise Over(vacancy) from None
    if form.held_file is not None:
        form.held_file.drop_soon(at=request.at)
    when = signing.dumps(int(request.at.timestamp()), salt=SALT)
    return redirect(f"{reverse('job_thanks', args=[vacancy.slug])}?at={when}")


def shown(request: StaffRequest, form: ApplicationForm, *, status: int = 200) -> HttpResponse:
    vacancy = form.vacancy
    context = {
        "form": form,
        "vacancy": vacancy,
        "notice": PrivacyText.objects.in_force(vacancy.language),
        "answer_by": answer_by(vacancy.assignment, request.at),
        "source": source(request),
    }
    return render(request, "processes/job_application.html", context, status=status)


def source(request: StaffRequest) -> str:
    """Where they found it, as the address of the page says: ``?from=linkedin``."""
    said = request.POST.get("from") or request.GET.get("from") or ""
    return slugify(said)[:40]


@of_job
@never_cache
@require_safe
def job_thanks(request: StaffRequest, vacancy: Vacancy) -> HttpResponse:
    """What happens next and when; the same for everybody, whoever they are (K1)."""
    try:
        seconds = signing.loads(request.GET.get("at", ""), salt=SALT)
        at = datetime.fromtimestamp(seconds, UTC)
    except signing.BadSignature:
        at = request.at
    context = {"vacancy": vacancy, "answer_by": answer_by(vacancy.assignment, at)}
    return render(request, "processes/job_thanks.html", context)
