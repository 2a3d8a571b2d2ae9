"""What stands on Today's rows: each word once, clocks of silence in time, one thing to do first."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.test import Client
from django.utils import timezone

from mailings.models import Letter
from processes.models import FollowUp, Obstacle
from processes.templatetags.follow_ups import what, who
from processes.timeline import record
from processes.today.actions import Actions, actions_for
from processes.today.choice import of
from processes.today.words import Words, words_owed
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import DATES, call_candidate, call_contact, owed, stockholm

THURSDAY = stockholm(19, 10)


def seen(cast: Cast, at: datetime) -> Words:
    return words_owed(of("mine", cast.nina), cast.nina, at)


def row(cast: Cast, kind: str, at: datetime) -> FollowUp:
    (found,) = (word for word in seen(cast, at).rows if word.kind == kind)
    return found


def labels(actions: Actions) -> list[str]:
    return [str(action.label) for action in (actions.first, *actions.beside)]


def test_a_clock_of_silence_is_shown_from_the_working_day_before_it_runs_out(cast: Cast) -> None:
    jonas = cast.payroll(**DATES).add(cast.jonas, by=cast.nina, at=MONDAY)
    call_candidate(jonas, stockholm(17, 10))  # silence until Tuesday 24, 10:00

    def clock_at(at: datetime) -> list[FollowUp]:
        return [word for word in seen(cast, at).rows if word.kind == "candidate_silence"]

    assert owed("candidate_silence", settled_at=None).due_at == stockholm(24, 10)
    assert clock_at(stockholm(20, 16)) == []
    assert len(clock_at(stockholm(23, 8))) == 1


def test_a_clock_is_not_shown_beside_a_word_that_settles_it_sooner(cast: Cast) -> None:
    jonas = cast.payroll(**DATES).add(cast.jonas, by=cast.nina, at=MONDAY)
    call_candidate(jonas, stockholm(17, 10), next_on="2026-11-23")
    kinds = [word.kind for word in seen(cast, stockholm(23, 8)).rows if word.candidacy]
    assert kinds == ["next_word"]
    assert owed("candidate_silence", settled_at=None).due_at <= stockholm(24, 17)
    call_candidate(jonas, stockholm(23, 9), next_on="2026-12-10")  # after the silence limit
    kinds = [word.kind for word in seen(cast, stockholm(27, 10)).rows if word.candidacy]
    assert kinds == ["candidate_silence"]


def test_whom_we_ring_for_feedback_is_not_shown_as_owing_it_too(cast: Cast) -> None:
    payroll = cast.payroll(**DATES)
    cast.presented(cast.jonas, payroll, at=MONDAY)
    feedback = owed("client_feedback")
    late = stockholm(30, 10)
    assert row(cast, "client_feedback", late).pk == feedback.pk
    letter_sent = record("letter_sent", by=None, at=stockholm(27, 10), assignment=payroll)
    FollowUp.objects.create(
        kind="feedback_call",
        owner=cast.nina,
        client=cast.nordvik,
        assignment=payroll,
        candidacy=feedback.candidacy,
        contact=cast.sara,
        opened_by=letter_sent,
        opened_at=letter_sent.at,
        first_due_at=late,
        due_at=late,
    )
    kinds = [word.kind for word in seen(cast, late + timedelta(hours=1)).rows if word.candidacy]
    assert "feedback_call" in kinds
    assert "client_feedback" not in kinds
    call = row(cast, "feedback_call", late + timedelta(hours=1))
    assert (who(call), what(call)) == ("Nordvik Energi", "call for feedback on Jonas Krantz")


def test_after_the_last_reminder_a_clients_late_word_reads_as_a_call(cast: Cast) -> None:
    cast.sara.phone = "+46 70 111 22 33"
    cast.sara.save()
    cast.presented(cast.jonas, cast.payroll(), at=MONDAY)
    asked = row(cast, "client_feedback", THURSDAY)
    assert labels(actions_for(asked, THURSDAY)) == ["Log answer", "Call"]
    owed("client_feedback")
    FollowUp.objects.filter(kind="client_feedback").update(next_reminder_at=None)
    ended = row(cast, "client_feedback", THURSDAY)
    assert labels(actions_for(ended, THURSDAY)) == ["Call", "Log answer"]


def test_each_kind_has_one_thing_to_do_first(cast: Cast) -> None:
    cast.jonas.phone = "+46 70 999 88 77"
    cast.jonas.save()
    payroll = cast.payroll()
    payroll.add(cast.amira, by=None, at=MONDAY, applied=True)
    jonas = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    jonas.move_to("interviewed", by=cast.nina, at=stockholm(18, 9))
    Obstacle.find(
        assignment=payroll,
        kind="salary",
        title="Salary below market",
        evidence="7 of 12",
        proposal="Raise it",
        by=cast.nina,
        at=THURSDAY,
    )
    at = stockholm(20, 8)
    first = {word.kind: labels(actions_for(word, at)) for word in seen(cast, at).rows}
    assert first["application"] == ["Answer", "Decline kindly", "Log"]
    assert first["acknowledgement"] == ["See the letter"]  # it has gone into the outbox at once
    assert first["personal_feedback"] == ["Call", "Holding message", "Log"]
    assert first["first_call_decider"] == ["Log"]  # nobody knows Sara's number
    assert first["schedule"] == ["Send"]
    assert first["dates_agreed"] == ["Agree dates", "Log"]
    assert first["obstacle_told"] == ["Tell the client", "By letter"]


def test_every_word_can_be_put_off_and_nothing_is_offered_twice(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.add(cast.amira, by=None, at=MONDAY, applied=True)
    cast.presented(cast.jonas, payroll, at=stockholm(17, 9))
    rows = seen(cast, THURSDAY).rows
    assert len(rows) > 5
    for word in rows:
        actions = actions_for(word, THURSDAY)
        offered = [action.url for action in (actions.first, *actions.beside, *actions.more)]
        assert f"/follow-ups/{word.pk}/putting-off/" in offered
        assert len(set(offered)) == len(offered)


def test_without_an_address_nobody_is_written_to(cast: Cast) -> None:
    cast.amira.email = ""
    cast.amira.save()
    cast.payroll().add(cast.amira, by=None, at=MONDAY, applied=True)
    actions = actions_for(row(cast, "application", THURSDAY), THURSDAY)
    assert labels(actions) == ["Decline kindly", "Log"]
    assert "/letter/" not in " ".join(action.url for action in actions.more)


def test_while_a_letter_is_on_its_way_nobody_is_written_to_again(cast: Cast) -> None:
    amira = cast.payroll().add(cast.amira, by=None, at=MONDAY, applied=True)
    Letter.objects.write(
        kind="answer",
        to=cast.amira.email,
        to_name="Amira",
        language="en",
        subject="Your application",
        html="<p>Soon</p>",
        text="Soon",
        key="a letter",
        recipient=cast.amira,
        send_at=THURSDAY + timedelta(minutes=15),
        at=THURSDAY,
    )
    actions = actions_for(row(cast, "application", THURSDAY), THURSDAY)
    assert labels(actions) == ["See the letter"]
    assert actions.first.url == f"/candidacies/{amira.pk}/"
    assert {str(action.label) for action in actions.more} == {"Log", "Put off", "Hand over"}


def test_a_deputys_row_says_for_whom(cast: Cast, client: Client) -> None:
    cast.payroll(at=timezone.now() - timedelta(days=6))
    FollowUp.objects.update(owner=cast.rasmus, stands_in_for=cast.nina)
    client.force_login(cast.rasmus)
    assert "For Nina Lind" in client.get("/").content.decode()


def test_another_offer_says_why_the_client_should_answer(cast: Cast, client: Client) -> None:
    now = timezone.now()
    jonas = cast.presented(cast.jonas, cast.payroll(at=now - timedelta(days=6)), at=now)
    day = timezone.localtime(now + timedelta(days=2)).date()
    jonas.note_interest(4, by=cast.nina, at=now, other_offer="Axfood", answers_on=day)
    client.force_login(cast.nina)
    rows = client.get("/").content.decode().split('<aside class="flex flex-col gap-5">')[0]
    assert "Offer elsewhere, answers" in rows


def test_nobody_waits_but_a_client_lets_us_wait(cast: Cast) -> None:
    payroll = cast.payroll(**DATES)
    presented = cast.presented(cast.jonas, payroll, at=MONDAY)
    call_contact(payroll, cast.sara, stockholm(18, 9))
    call_contact(payroll, cast.hugo, stockholm(18, 9))
    record("schedule_sent", by=cast.nina, at=stockholm(18, 9), assignment=payroll)
    call_candidate(presented, stockholm(18, 9))
    words = words_owed(Q(owner=cast.nina), cast.nina, THURSDAY)
    assert words.sentence(True) == (
        "Nobody is waiting for a word today. One client owes you an answer."
    )
    assert words.sentence(False).endswith("One client owes us an answer.")


def test_a_word_about_no_assignment_has_a_row_and_a_log_like_any_other(
    cast: Cast, client: Client
) -> None:
    now = timezone.now()
    record("called", by=cast.nina, at=now, client=cast.nordvik, reached=True)
    word = owed("keep_in_touch")
    FollowUp.objects.filter(pk=word.pk).update(due_at=now - timedelta(hours=2))
    client.force_login(cast.nina)
    text = client.get("/").content.decode()
    assert "keep in touch" in text
    assert "Nobody is waiting for a word today." in text  # nobody outside counts on it
    form = client.get(f"/log/?follow_up={word.pk}").content.decode()
    assert f'<option value="client-{cast.nordvik.pk}" selected' in form
