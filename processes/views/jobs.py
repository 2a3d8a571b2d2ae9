"""What anyone reads: the vacancies that are published, and nothing of any other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import condition, require_safe

from accounts.access import ANYONE, StaffRequest, open_to
from accounts.models import Agency
from processes.models import PrivacyText, Vacancy
from processes.vacancies import feed
from processes.vacancies.job_posting import job_posting, parts_of
from processes.vacancies.written import sections

SHOWN = 200
MINUTES = 60  # seconds
VacancyView = Callable[[StaffRequest, Vacancy], HttpResponse]


class Over(Exception):
    """It was published once, and is not any more."""

    def __init__(self, vacancy: Vacancy) -> None:
        self.vacancy = vacancy
        super().__init__(vacancy.slug)


def find_job(slug: str, request: StaffRequest) -> Vacancy:
    """The published vacancy; raises ``Over`` for one that was, 404 for all others."""
    found = Vacancy.objects.published(request.at).with_people().filter(slug=slug).first()
    if found is not None:
        return found
    once = Vacancy.objects.known().with_people().filter(slug=slug).first()
    if once is None:
        raise Http404
    raise Over(once)


def of_job(view: VacancyView) -> Callable[..., HttpResponse]:
    """Opens a published vacancy in its own language and the agency's time, for anyone."""

    @open_to(ANYONE)
    @wraps(view)
    def door(request: StaffRequest, slug: str) -> HttpResponse:
        zone = Agency.current().working_hours().zone
        with timezone.override(zone):
            try:
                vacancy = find_job(slug, request)
                with translation.override(vacancy.language):
                    answer = view(request, vacancy)
                    answer.headers["Content-Language"] = vacancy.language
            except Over as over:
                return is_over(request, over.vacancy)
            except Http404:  # whoever follows an old link is a stranger: lead to the vacancies
                return render(request, "processes/job_unknown.html", status=404)
        return answer

    return door


def is_over(request: StaffRequest, vacancy: Vacancy) -> HttpResponse:
    with translation.override(vacancy.language):
        answer = render(request, "processes/job_over.html", {"vacancy": vacancy}, status=410)
        answer.headers["Content-Language"] = vacancy.language
    return answer


@open_to(ANYONE)
@require_safe
def jobs(request: StaffRequest) -> HttpResponse:
    """All published vacancies, the newest first, each in its own language."""
    found = Vacancy.objects.published(request.at).with_people()
    context = {"vacancies": found.order_by("-published_at", "-pk")[:SHOWN]}
    with timezone.override(Agency.current().working_hours().zone):
        return render(request, "processes/jobs.html", context)


@of_job
@require_safe
def job(request: StaffRequest, vacancy: Vacancy) -> HttpResponse:
    return render(request, "processes/job.html", job_context(vacancy))


def job_context(vacancy: Vacancy) -> dict[str, object]:
    """What its page shows; its preview shows the same."""
    return {
        "vacancy": vacancy,
        "parts": parts_of(vacancy),
        "posting": job_posting(vacancy),
    }


@open_to(ANYONE)
@require_safe
def jobs_privacy(request: StaffRequest, language: str) -> HttpResponse:
    """How the agency keeps what people send it, in one of its languages."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    notice = PrivacyText.objects.in_force(language)
    with translation.override(language):
        context = {"notice": notice, "sections": sections(notice.words)}
        answer = render(request, "processes/jobs_privacy.html", context)
        answer.headers["Content-Language"] = language
    return answer


def feed_mark(request: HttpRequest) -> str:
    return feed.fingerprint(request.at)  # type: ignore[attr-defined]


@open_to(ANYONE)
@require_safe
@condition(etag_func=feed_mark)
def jobs_feed(request: StaffRequest) -> HttpResponse:
    """All published vacancies for job boards; who has the newest gets 304."""
    return as_xml(feed.feed(request.at, slugify(request.GET.get("from", ""))[:40]))


@open_to(ANYONE)
@require_safe
@condition(etag_func=feed_mark)
def jobs_sitemap(request: StaffRequest) -> HttpResponse:
    return as_xml(feed.site_map(request.at))


def as_xml(words: str) -> HttpResponse:
    answer = HttpResponse(words, content_type="application/xml; charset=utf-8")
    patch_cache_control(answer, public=True, max_age=5 * MINUTES)
    return answer


@open_to(ANYONE)
@require_safe
def robots(request: StaffRequest) -> HttpResponse:
    """Search engines are asked in where vacancies are, and nowhere else."""
    lines = [
        "User-agent: *",
        f"Allow: {reverse('jobs')}",
        "Allow: /static/",
        "Disallow: /",
        f"Sitemap: {settings.BASE_URL}{reverse('jobs_sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
