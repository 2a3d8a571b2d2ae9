from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import ClientNote
from tests.cast import Cast


def test_a_note_is_kept_with_who_wrote_it(nina: Browser, cast: Cast) -> None:
    address = f"/clients/{cast.nordvik.pk}/notes/new/"
    nina.post(address, {"about": "fits", "text": "Calm people.\nWho write things down."})
    note = ClientNote.objects.get()
    assert (note.client, note.by) == (cast.nordvik, cast.nina)
    page = nina.get(f"/clients/{cast.nordvik.pk}/").content.decode()
    assert "What fits" in page
    assert "Calm people." in page


@pytest.mark.parametrize(
    ("field", "value"), [("text", "  \n "), ("about", "gossip"), ("about", "")]
)
def test_a_note_about_nothing_is_refused(nina: Browser, cast: Cast, field: str, value: str) -> None:
    sent = {"about": "fits", "text": "Calm people.", field: value}
    answer = nina.post(f"/clients/{cast.nordvik.pk}/notes/new/", sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not ClientNote.objects.exists()


def test_markup_in_a_note_stays_text(nina: Browser, cast: Cast) -> None:
    nina.post(
        f"/clients/{cast.nordvik.pk}/notes/new/",
        {"about": "deciding", "text": "<img src=x onerror=alert(1)>"},
    )
    page = nina.get(f"/clients/{cast.nordvik.pk}/").content.decode()
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
