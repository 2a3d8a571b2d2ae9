"""Whatever a stranger sends to the one page that takes something in, it never breaks."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client as Browser
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from processes.models import Application
from tests.processes.vacancies.story import Story, post

WORDS = st.text(max_size=90)
SENT = st.fixed_dictionaries(
    {},
    optional={
        "first_name": WORDS,
        "last_name": WORDS,
        "email": st.one_of(WORDS, st.emails()),
        "phone": WORDS,
        "answer": WORDS,
        "website": st.just(""),
        "held": WORDS,
        "notice": WORDS,
        "from": WORDS,
        "cv": st.binary(max_size=60).map(lambda content: SimpleUploadedFile("a.pdf", content)),
    },
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=SENT)
def test_it_is_taken_or_refused_and_never_breaks(
    client: Browser, story: Story, said: dict[str, Any]
) -> None:
    with transaction.atomic():
        before = Application.objects.count()
        answer = post(client, story.vacancy, timezone.now(), **said)
        assert answer.status_code in {302, 422, 429}
        assert Application.objects.count() - before == (answer.status_code == 302)
        transaction.set_rollback(True)
