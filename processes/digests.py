"""The digest: one letter per person and working day at 07:30 with the words that they owe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts.models import Agency, Role, User
from accounts.working_time import local_moment
from mailings.models import Letter
from processes.deputies import Chairs
from processes.follow_ups import rules
from processes.follow_ups.policies import Policies
from processes.letters import letter_parts
from processes.models import Digest, FollowUp, Reminder
from processes.models.follow_up import FollowUpQuerySet
from processes.today.words import each_once

SENT_AT = time(7, 30)
SHOWN = 50


def next_digest(user: User, at: datetime) -> datetime:
    """The next 07:30 of a working day, the user's time, after this moment."""
    hours = user.working_hours()
    day = hours.local_day(at)
    while True:
        moment = local_moment(day, SENT_AT, hours.zone)
        if moment > at and hours.is_working_day(day):
            return moment
        day += timedelta(days=1)


def may_be_read(user: User, at: datetime) -> bool:
    """A digest that is late still goes out on its own day, until work ends."""
    hours = user.working_hours()
    day = hours.local_day(at)
    starts, ends = (local_moment(day, moment, hours.zone) for moment in (SENT_AT, hours.ends))
    return hours.is_working_day(day) and starts <= at < ends


@transaction.atomic
def send_digest(pk: int, at: datetime) -> Letter | None:
    """Writes somebody's digest, if there is anything to say; harmless when repeated or late."""
    digests = Digest.objects.select_for_update(of=("self",)).select_related("user")
    digest = digests.filter(pk=pk).first()
    if digest is None:
        return None
    user = digest.user
    digest.next_at = next_digest(user, at)
    digest.save(update_fields=["next_at"])
    key = f"digest:{user.pk}:{user.working_hours().local_day(at)}"
    chairs = Chairs.at(at)
    wanted = user.is_active and user.is_staff_member and not chairs.is_empty(user)
    if not (wanted and may_be_read(user, at)) or Letter.objects.filter(key=key).exists():
        return None
    theirs = Q(owner=user) | of_team(user, chairs)
    if not FollowUp.objects.due_before(end_of_day(user, at)).filter(theirs).exists():
        return None
    # In one question, so that two leads' digests lock what both read in the same order.
    both = list(locked(FollowUp.objects.overdue(at).filter(theirs)))
    both.sort(key=lambda word: (word.due_at, word.pk))
    late = list(each_once([word for word in both if word.owner_id == user.pk]))
    new = not_yet_told(late, "owner")[:SHOWN]
    today = FollowUp.objects.due_before(end_of_day(user, at)).filter(due_at__gte=at)
    coming = list(today.owed_by(user).we_owe().with_people()[:SHOWN])
    due = [word for word in each_once([*late, *coming]) if word.due_at >= at]
    step = f"lead_{user.pk}"
    waiting = late_for_lead([word for word in both if word.owner_id != user.pk], at)
    of_others = not_yet_told(waiting, step)[:SHOWN]
    if not (new or due or of_others):
        return None
    context = {
        "agency": Agency.current(),
        "user": user,
        "at": at,
        "new": new,
        "waiting_longer": len(late) - len(new),
        "due": due,
        "of_others": of_others,
        "base_url": settings.BASE_URL,
    }
    zone = user.working_hours().zone
    parts = letter_parts("digest", language=user.language, context=context, zone=zone)
    letter = Letter.objects.write(
        kind="digest",
        to=user.email,
        to_name=user.full_name,
        language=user.language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=key,
        recipient=user,
        at=at,
    )
    write_reminders([(follow_up, "owner") for follow_up in new], letter, at)
    write_reminders([(follow_up, step) for follow_up in of_others], letter, at)
    return letter


def locked(follow_ups: FollowUpQuerySet) -> FollowUpQuerySet:
    """The rows with their people; nobody settles them while the letter is written."""
    return follow_ups.with_people().order_by("pk").select_for_update(of=("self",))


def of_team(lead: User, chairs: Chairs) -> Q:
    """What we owe and others let wait: after a working day their lead hears of it."""
    return Q(kind__in=rules.kinds(owes="us")) if is_told(lead, chairs) else Q(pk=None)


def is_told(user: User, chairs: Chairs) -> bool:
    """Leads hear what runs late; where there are none, the admins; for one away, the deputy."""
    staff = User.objects.staff()
    told = staff.filter(role=Role.LEAD) or staff.filter(role=Role.ADMIN)
    return any(chairs.owner(one) == user for one in told)


def late_for_lead(words: list[FollowUp], at: datetime) -> list[FollowUp]:
    """Those that have waited as many working days as their ladder gives before a lead is told."""
    policies = Policies.of((word.kind for word in words), (word.client_id for word in words))
    told = []
    for word in each_once(words):
        steps = policies.in_force(word.kind, word.client_id).steps
        days = next((step.days for step in steps if step.to == "lead"), None)
        if days is not None and word.owner.working_hours().add_days(word.due_at, days) <= at:
            told.append(word)
    return told


def end_of_day(user: User, at: datetime) -> datetime:
    hours = user.working_hours()
    return local_moment(hours.local_day(at) + timedelta(days=1), time(0), hours.zone)


def not_yet_told(late: list[FollowUp], step: str) -> list[FollowUp]:
    """Those for whose present due time this step has not been taken; soonest due first."""
    told = dict(
        Reminder.objects.filter(follow_up__in=late, step=step).values_list("follow_up", "at")
    )
    new = [word for word in late if word.pk not in told or told[word.pk] < word.due_at]
    return sorted(new, key=lambda word: (word.due_at, word.pk))


def write_reminders(told: Iterable[tuple[FollowUp, str]], letter: Letter, at: datetime) -> None:
    """That these steps were taken by this letter; once per follow-up and step."""
    Reminder.objects.bulk_create(
        [Reminder(follow_up=word, step=step, letter=letter, at=at) for word, step in told],
        update_conflicts=True,
        unique_fields=["follow_up", "step"],
        update_fields=["letter", "at"],
    )
