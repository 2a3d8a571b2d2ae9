"""C9: nobody is too senior unasked; the client says of each must-have whether it was the reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes import declines
from processes.feedback import feedback
from processes.models import Candidacy, Fit, NotAsked
from processes.words import Draft
from tests.cast import MONDAY, NOW, Cast


@pytest.fixture
def jonas(cast: Cast, client: Browser) -> Candidacy:
    client.force_login(cast.nina)
    return cast.presented(cast.jonas, cast.payroll())


def url(candidacy: Candidacy, name: str) -> str:
    return reverse(name, args=[candidacy.pk])


def too_senior(client: Browser, candidacy: Candidacy, **more: str) -> int:
    typed = {"said_no": "we", "reason": "too_senior", "words": "", **more}
    return client.post(url(candidacy, "candidacy_end"), typed).status_code


def test_the_verbs_refuse_it_unasked(cast: Cast, jonas: Candidacy) -> None:
    said: dict[str, Any] = {"reason": "too_senior", "by": cast.nina, "at": NOW}
    with pytest.raises(NotAsked):
        jonas.finish("rejected", said_no="we", **said)
    ewa = jonas.assignment.add(cast.ewa, by=None, at=MONDAY, applied=True)
    with pytest.raises(NotAsked):
        declines.plan(jonas.assignment, [ewa], lambda _one: Draft("", ""), **said)


def test_asked_in_the_form_it_is_kept_with_the_answer(client: Browser, jonas: Candidacy) -> None:
    assert too_senior(client, jonas) == 422
    assert too_senior(client, jonas, wants_job="no") == 302
    jonas.refresh_from_db()
    assert (jonas.end_reason, jonas.wants_job) == ("too_senior", "no")
    assert jonas.wants_job_asked_at is not None


def test_whoever_wants_the_job_and_works_hands_on_is_not_too_senior_for_us(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    jonas.note_wish(seniority="above", wish="hands_on", wants_job="yes", by=cast.nina, at=NOW)
    assert too_senior(client, jonas) == 422
    jonas.note_wish(seniority="above", wish="strategic", by=cast.nina, at=NOW)
    assert too_senior(client, jonas) == 302


def test_seniority_and_wish_are_two_answers(client: Browser, jonas: Candidacy) -> None:
    page = url(jonas, "candidacy_wish")
    assert "not said" in client.get(page).content.decode()
    typed = {"seniority": "above", "wish": "hands_on", "wants_job": "yes"}
    assert client.post(page, typed).status_code == 302
    jonas.refresh_from_db()
    assert (jonas.seniority, jonas.wish, jonas.wants_job) == ("above", "hands_on", "yes")
    events = jonas.events.filter(kind="fit_noted")
    assert events.get().facts == typed
    assert client.post(page, typed).status_code == 302  # the same once more
    assert events.count() == 1
    assert client.post(page, typed | {"wish": "asleep"}).status_code == 422


def test_several_at_once_are_never_too_senior(client: Browser, jonas: Candidacy) -> None:
    page = client.get(reverse("assignment_declines", args=[jonas.assignment_id]))
    assert 'value="too_senior"' not in page.content.decode()


def verdicts(jonas: Candidacy, *said: str) -> dict[str, str]:
    musts = jonas.assignment.must_haves.all()
    return {f"verdict_{must.pk}": one for must, one in zip(musts, said, strict=True)}


def test_the_client_says_no_with_a_word_on_each_must_have(
    client: Browser, jonas: Candidacy
) -> None:
    page, typed = url(jonas, "candidacy_end"), {"said_no": "client", "reason": "experience"}
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert refused.content.decode().count("was this the reason?") == 3
    assert client.post(page, typed | verdicts(jonas, "met", "not", "other")).status_code == 302
    kept = Fit.objects.filter(candidacy=jonas).values_list("verdict", flat=True)
    assert list(kept) == ["met", "not", "other"]


def test_the_feedback_is_drafted_from_it(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    musts = [must.pk for must in jonas.assignment.must_haves.all()]
    jonas.finish(
        "rejected",
        reason="experience",
        said_no="client",
        by=cast.nina,
        at=NOW,
        words="Between us: dull.",
        verdicts=dict(zip(musts, ["met", "not", "other"], strict=True)),
    )
    said = feedback(jonas, "en")
    assert said == (
        "The client saw that you bring “Run payroll for 900 in Hogia from day one”. "
        "What was missing for this role was “Close the union agreement backlog by January”."
    )
    page = client.get(url(jonas, "candidacy_telling")).content.decode()
    assert "What was missing for this role" in page
    assert "dull" not in said


def test_where_the_client_has_said_nothing_there_is_no_draft(jonas: Candidacy) -> None:
    assert feedback(jonas, "sv") == ""


def test_a_word_on_a_must_have_outlives_a_change_of_their_order(
    cast: Cast, jonas: Candidacy
) -> None:
    musts = list(jonas.assignment.must_haves.all())
    Fit.objects.create(candidacy=jonas, must_have=musts[0], verdict="not")
    turned = [must.text for must in reversed(musts)]
    jonas.assignment.must_haves.model.objects.write(jonas.assignment, turned)
    assert Fit.objects.get(candidacy=jonas, verdict="not").must_have.position == 3


def test_the_letter_that_gives_the_feedback_has_it_too(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    musts = [must.pk for must in jonas.assignment.must_haves.all()]
    jonas.finish(
        "rejected",
        reason="experience",
        said_no="client",
        by=cast.nina,
        at=NOW,
        verdicts={musts[0]: "partly"},
    )
    word = jonas.follow_ups.waiting().get(kind="personal_feedback")
    page = client.get(reverse("follow_up_letter", args=[word.pk])).content.decode()
    assert "it had hoped for more than it heard" in page
