"""Applying by a vacancy's page: who is new stands on the board, everybody hears at once (K1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.utils import timezone

from candidates.forms.candidate import CandidateForm
from candidates.models import Candidate
from mailings.delivery import deliver
from mailings.models import Letter
from processes.models import (
    Application,
    Became,
    Candidacy,
    EventKind,
    FollowUp,
    PrivacyText,
    Unanswered,
    Vacancy,
)
from processes.vacancies.receiving import NotPublished
from tests.cast import NOW, Cast
from tests.processes.vacancies.story import Story, apply


def receipts() -> list[Letter]:
    return list(Letter.objects.filter(kind="acknowledgement").order_by("pk"))


def word(kind: str) -> FollowUp:
    return FollowUp.objects.waiting().get(kind=kind, assignment__title="Data engineer")


def test_somebody_new_stands_on_the_board(story: Story) -> None:
    application = apply(story.vacancy, answer="A nightly report", source="linkedin")
    assert application.became == Became.NEW
    candidacy = application.candidacy
    assert candidacy is not None
    maja = candidacy.candidate
    assert (maja.full_name, maja.email, maja.language) == (
        "Maja Nilsson",
        "maja@people.example",
        "en",
    )
    assert (maja.source, maja.owner) == ("vacancy: linkedin", story.cast.rasmus)
    assert (candidacy.applied_at, candidacy.assignment) == (NOW, story.assignment)
    applied = candidacy.events.get(kind=EventKind.APPLIED)
    assert applied.text == "What did you last make faster?\nA nightly report"
    assert word("application").candidacy == candidacy


def test_the_cv_is_theirs_and_lies_nowhere_else(
    story: Story, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        application = apply(story.vacancy)
    application.refresh_from_db()
    document = application.document
    assert document is not None
    assert (document.kind, document.name, document.by) == ("cv", "maja.txt", None)
    assert b"Spark" in document.file.read()
    assert not application.file
    assert application.file_name == "maja.txt"


def test_they_read_the_privacy_notice_and_which_one_is_known(story: Story, cast: Cast) -> None:
    PrivacyText.objects.write("en", "We keep little.", by=cast.ada, at=NOW - timedelta(days=1))
    shown_before = apply(story.vacancy, notice=1)
    maja = shown_before.candidacy.candidate  # type: ignore[union-attr]
    assert (maja.privacy_notice_at, maja.privacy_notice_how) == (NOW, "applying")
    assert shown_before.notice.version == 1
    assert "erased" in shown_before.notice.text
    newest = apply(story.vacancy, email="other@people.example", first_name="Ola", notice=2)
    assert (newest.notice.version, newest.notice.text) == (2, "We keep little.")
    event = newest.candidacy.candidate.events.get(  # type: ignore[union-attr]
        kind=EventKind.PRIVACY_NOTICE_GIVEN
    )
    assert event.text == "Version 2, English"


def test_the_receipt_goes_out_at_once_and_says_when(story: Story) -> None:
    candidacy = apply(story.vacancy).candidacy
    (letter,) = receipts()
    assert (letter.to, letter.send_at, letter.occasion) == ("maja@people.example", NOW, candidacy)
    assert "Friday 27 November" in letter.text
    assert "/jobs/privacy/en/" in letter.text
    assert "Lumen" not in letter.subject + letter.text + letter.html
    deliver(letter.pk, at=NOW)
    settled = FollowUp.objects.get(kind="acknowledgement", candidacy=candidacy)
    assert settled.settled_at == NOW
    assert word("application").is_open


def test_an_agency_that_writes_no_receipts_owes_a_call(story: Story) -> None:
    story.cast.agency.acknowledges = False
    story.cast.agency.save()
    apply(story.vacancy)
    assert receipts() == []
    assert word("acknowledgement").is_open


def test_twice_is_one_application_and_only_the_letter_says_so(story: Story) -> None:
    first = apply(story.vacancy)
    again = apply(story.vacancy, email="MAJA@people.example", first_name="Maj", cv=b"another")
    assert again == first
    assert Application.objects.count() == 1
    assert first.candidacy.candidate.documents.count() == 1  # type: ignore[union-attr]
    assert Candidacy.objects.filter(assignment=story.assignment).count() == 1
    _receipt, other = receipts()
    assert (other.to, "already" in other.subject) == ("maja@people.example", True)
    apply(story.vacancy, at=NOW + timedelta(minutes=1))
    assert len(receipts()) == 2  # once a day


@pytest.mark.parametrize(
    "said",
    [
        {"email": "jonas.krantz@people.example"},
        {"email": "JONAS.krantz@people.example", "first_name": "J."},
        {"phone": "070-123 99 88"},
    ],
)
def test_who_may_be_here_already_changes_nothing_and_waits(
    story: Story, cast: Cast, said: dict[str, str]
) -> None:
    Vacancy.objects.update(country="SE")
    Candidate.objects.filter(pk=cast.jonas.pk).update(phone="+46 70 123 99 88")
    before = Candidate.objects.filter(pk=cast.jonas.pk).values().get()
    application = apply(story.vacancy, **said)
    assert application.waits
    assert Candidate.objects.filter(pk=cast.jonas.pk).values().get() == before
    assert Candidate.objects.count() == 3
    assert not story.assignment.candidacies.exists()
    assert cast.jonas.documents.count() == 0
    look = word("application_look")
    assert (look.owner, look.opened_at) == (cast.rasmus, NOW)


def test_who_is_known_and_who_is_not_get_the_same_words(story: Story) -> None:
    apply(story.vacancy)
    apply(story.vacancy, email="ewa.malinowska@people.example")
    new, known = receipts()
    assert (new.subject, new.text) == (known.subject, known.text)
    deliver(known.pk, at=NOW)
    known.refresh_from_db()
    assert known.sent_at == NOW


def test_nobody_applies_for_what_is_over(story: Story, cast: Cast) -> None:
    story.vacancy.withdraw(by=cast.rasmus, at=NOW)
    with pytest.raises(NotPublished):
        apply(story.vacancy)
    assert not Application.objects.exists()
    assert receipts() == []


def test_an_assignment_stays_open_while_an_application_waits(story: Story, cast: Cast) -> None:
    apply(story.vacancy, email=cast.ewa.email, first_name="Ewa", last_name="M")
    with pytest.raises(Unanswered, match="Ewa M"):
        story.assignment.close("lost", words="Lost", by=cast.rasmus, at=NOW)


def test_whoever_stands_in_looks_after_them(story: Story, cast: Cast) -> None:
    from accounts.models import Leave

    days = {"starts_on": NOW.date(), "ends_on": NOW.date() + timedelta(days=9)}
    Leave.objects.plan(user=cast.rasmus, deputy=cast.nina, **days, at=NOW - timedelta(days=1))
    apply(story.vacancy)
    (letter,) = receipts()
    assert letter.reply_to == cast.nina.email
    assert Candidate.objects.get(first_name="Maja").owner == cast.nina
    assert timezone.is_aware(letter.send_at)
    assert mail.outbox == []


def test_where_somebody_was_found_is_said_in_words_and_kept_as_a_sign(
    story: Story, client: Browser
) -> None:
    apply(story.vacancy, source="linkedin")
    maja = Candidate.objects.get(email="maja@people.example")
    client.force_login(story.cast.rasmus)
    page = client.get(maja.get_absolute_url()).content.decode()
    assert "Our vacancy page, by linkedin" in page
    form = CandidateForm(instance=maja)
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: "" if said is None else said for name, said in typed.items()}
    assert typed["source"] == "Our vacancy page, by linkedin"
    assert CandidateForm(typed, instance=maja).save().source == "vacancy: linkedin"
    assert CandidateForm(typed | {"source": "A friend"}, instance=maja).save().source == "A friend"
