"""Who fits: every criterion as a condition on candidates, and nobody who may not be found."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.models import User
from candidates.finding import text
from candidates.finding.lists import all_of, any_of
from candidates.finding.places import living_near
from candidates.finding.values import day_of
from candidates.finding.wanted import Wanted
from candidates.models import Candidate, Pool, PoolMember
from candidates.models.which_candidates import CandidateQuerySet

LAST = "coalesce(last_contact_at, '-infinity'::timestamptz)"  # as its index has it
DEPTH = 3  # a rule that names a pool by rule, that names another


def fitting(wanted: Wanted, *, user: User, at: datetime, depth: int = 0) -> CandidateQuerySet:
    """Whoever fits all of it and may be found, in no order.

    Stages are those of candidacies that ``user`` sees.
    """
    rows = Candidate.objects.findable().order_by()
    if wanted.q:
        rows = rows.filter(text.fits(wanted.q))
    if wanted.city:
        rows = rows.filter(living_near(wanted.city, wanted.country, wanted.km))
    if wanted.stages:
        rows = rows.filter(stands_at(wanted.stages, user))
    if wanted.pool:
        rows = rows.filter(in_pool(wanted.pool, user=user, at=at, depth=depth))
    return rows.filter(of_person(wanted), of_work(wanted, at), of_contact(wanted, at))


def of_person(wanted: Wanted) -> Q:
    found = Q()
    if wanted.country:
        found &= Q(country=wanted.country)
    if wanted.owner:
        found &= Q(owner=wanted.owner)
    if wanted.notice:
        found &= Q(privacy_notice_at__isnull=wanted.notice == "missing")
    if wanted.skills:
        compared = any_of if wanted.match == "any" else all_of
        found &= compared("plain_skills", wanted.skills)
    if wanted.tags:
        found &= Q(tags__contains=list(wanted.tags))
    if wanted.languages:
        found &= Q(languages__contains=list(wanted.languages))
    return found


def of_work(wanted: Wanted, at: datetime) -> Q:
    found = Q()
    if wanted.kinds:
        found &= Q(wants_kinds__overlap=list(wanted.kinds))
    if day := wanted.free_by(timezone.localtime(at).date()):
        found &= Q(available_on__lte=day)
    if wanted.pay_from or wanted.pay_to:
        found &= Q(expects_currency=wanted.currency, expects_per=wanted.per)
    if wanted.pay_to:  # whoever begins above it is out of reach
        low = Q(expects_from__lte=wanted.pay_to)
        found &= low | Q(expects_from=None, expects_to__isnull=False)
    if wanted.pay_from:
        high = Q(expects_to__gte=wanted.pay_from)
        found &= high | Q(expects_to=None, expects_from__isnull=False)
    return found


def of_contact(wanted: Wanted, at: datetime) -> Q:
    today = timezone.localtime(at).date()
    if wanted.contact == "never":
        return _last("= '-infinity'")
    found = Q()
    if day := day_of(wanted.contacted_after, today):
        found &= _last(">= %s", _midnight(day))
    if day := day_of(wanted.contacted_before, today):
        found &= _last("< %s", _midnight(day)) & _last("> '-infinity'")
    return found


def _last(how: str, *moments: datetime) -> Q:
    return Q(RawSQL(f"{LAST} {how}", moments, output_field=BooleanField()))


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def stands_at(stages: tuple[str, ...], user: User) -> Exists:
    """On some assignment that this person sees, now, at one of these stages."""
    return Exists(at_stages(stages, user).filter(candidate=OuterRef("pk")))


def at_stages(stages: tuple[str, ...], user: User) -> Any:
    """The candidacies of those who stand there."""
    candidacies: Any = Candidate._meta.get_field("candidacies").related_model
    seen = candidacies.objects.visible_to(user).in_play().order_by()
    return seen.filter(stage__in=stages)


def in_pool(pk: int, *, user: User, at: datetime, depth: int) -> Q:
    """Those who were put into a pool, or whoever fits its rule now."""
    pool = Pool.objects.filter(pk=pk).first()
    if pool is not None and pool.rule is not None and depth < DEPTH:
        rule = Wanted.from_json(pool.rule)
        return Q(pk__in=fitting(rule, user=user, at=at, depth=depth + 1).values("pk"))
    members = PoolMember.objects.filter(pool=pk, candidate=OuterRef("pk"))
    return Q(Exists(members.order_by()))
