"""The agency's colour: white must be readable on it, and the page says how well."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.colours import contrast_with_white, readable_shade
from accounts.models import Agency
from mailings.models import Letter
from tests.accounts.test_settings import AGENCY
from tests.accounts.test_show_logo import svg, upload
from tests.cast import Cast


@pytest.mark.parametrize(
    ("colour", "contrast"),
    [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54), ("#777777", 4.48), ("#ff0000", 4.0)],
)
def test_contrast_is_what_the_rule_of_the_web_says(colour: str, contrast: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffffff", "#ff6600", "#ffe000", "#777777"])
def test_the_shade_that_is_proposed_can_be_read_and_is_the_lightest(colour: str) -> None:
    shade = readable_shade(colour)
    assert 4.5 <= contrast_with_white(shade) < 4.75


def test_a_dark_colour_stays_as_it_is() -> None:
    assert readable_shade("#0b5a63") == "#0b5a63"


@pytest.mark.django_db
def test_a_colour_too_light_is_refused_with_a_shade_that_works(client: Client) -> None:
    client.force_login(Cast().ada)
    answer = client.post(reverse("agency"), AGENCY | {"colour": "#ff6600"})
    assert answer.status_code == 422
    (why,) = answer.context["form"].errors["colour"]
    assert "2.9 to 1" in why
    assert readable_shade("#ff6600") in why
    assert 'value="#ff6600"' in answer.content.decode()  # what was chosen stays
    assert "7.9 to 1" not in answer.content.decode()  # nor is the other colour's contrast said
    assert Agency.current().colour == "#0b5a63"
    saved = client.post(reverse("agency"), AGENCY | {"colour": readable_shade("#ff6600")})
    assert saved.status_code == 302


@pytest.mark.django_db
def test_the_page_says_how_well_white_is_read(client: Client) -> None:
    client.force_login(Cast().ada)
    page = client.get(reverse("agency")).content.decode()
    assert "a contrast of 7.9 to 1" in page


@pytest.mark.django_db
def test_a_letter_is_seen_with_what_is_typed_and_nothing_is_kept(client: Client) -> None:
    client.force_login(Cast().ada)
    upload(client, svg())
    address = reverse("agency_letterhead")
    now = client.get(address)
    assert 'src="data:image/png;base64,' in now.content.decode()
    assert "img-src data:" in now["Content-Security-Policy"]
    assert now["X-Frame-Options"] == "SAMEORIGIN"
    typed = AGENCY | {"colour": "#7a1f5c", "name": "Lind & Co"}
    as_typed = client.post(address, typed).content.decode()
    assert "#7a1f5c" in as_typed
    assert 'alt="Lind &amp; Co"' in as_typed
    too_light = client.post(address, AGENCY | {"colour": "#ffe000"}).content.decode()
    assert "background: #ffe000" in too_light  # seen is believed; saving refuses it
    unreadable = client.post(address, AGENCY | {"colour": "red; }"}).content.decode()
    assert "#0b5a63" in unreadable
    assert "red; }" not in unreadable
    assert (Agency.current().name, Agency.current().colour) == ("Askvik & Partners", "#0b5a63")
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_without_a_logo_letters_begin_with_the_name_in_its_colour(client: Client) -> None:
    client.force_login(Cast().ada)
    page = client.get(reverse("agency_letterhead")).content.decode()
    assert "<img" not in page
    head = page[page.index('class="top"') : page.index("</b>")]
    assert "color: #0b5a63" in head[head.index("<b") :]
    assert head.endswith(">Askvik &amp; Partners")
