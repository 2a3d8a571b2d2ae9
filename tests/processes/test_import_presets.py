"""Exports of common systems are known by their columns, as their makers describe them."""

from __future__ import annotations

import pytest

from candidates.models import Candidate
from processes.importing.tables import CANDIDATES, preset_of
from tests.cast import Cast
from tests.processes.tables import taken_in, written

ZOHO = "Candidate ID,Candidate Owner,First Name,Last Name,Email,Current Job Title,Current Employer"
BULLHORN = (
    "externalID,firstName,lastName,email,occupation,companyName,owner.name,primarySkills.name,"
    "massMailOptOut,address.city,address.countryName,dateAvailable,salary,dayRate"
)
RECRUITEE = "Name,Jobs,Emails,Phones,Tags,Sources,Links,Social Links,Cover Letter"
TEAMTAILOR = "id,first-name,last-name,email,phone,pitch,tags,sourced,unsubscribed,original-resume"
TALENT_HUB = (
    "candidate_id,project_id,first_name,last_name,emails,phone_numbers,tags,profile_url,"
    "sourcing_channels,hiring_state_id,created_time"
)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
CARERIX = "firstName,lastName,emailAddress,currentEmployerName,creationDate,consentExpiryDate"


@pytest.mark.parametrize(
    ("header", "system", "known"),
    [
        (ZOHO, "zoho", {"id": "Candidate ID", "headline": "Current Job Title"}),
        (BULLHORN, "bullhorn", {"headline": "occupation", "skills": "primarySkills.name"}),
        (RECRUITEE, "recruitee", {"email": "Emails", "profile_link": "Social Links"}),
        (TEAMTAILOR, "teamtailor", {"id": "id", "about": "pitch", "first_name": "first-name"}),
        (TALENT_HUB, "linkedin", {"email": "emails", "profile_link": "profile_url"}),
        (CONNECTIONS, "linkedin", {"profile_link": "URL", "headline": "Position"}),
        (CARERIX, "carerix", {"email": "emailAddress", "employer": "currentEmployerName"}),
    ],
)
def test_a_system_is_known_by_its_columns(header: str, system: str, known: dict[str, str]) -> None:
    labels = header.split(",")
    preset = preset_of(labels)
    assert preset is not None
    assert preset.name == system
    found = CANDIDATES.columns_of(labels, preset.names_of("candidates"))
    assert {name: labels[found[name]] for name in known} == known
    assert not {labels[place] for name, place in found.items() if name.startswith("expects")}


def test_of_several_addresses_and_numbers_the_first_is_theirs_and_none_is_lost(
    cast: Cast,
) -> None:
    row = ["Maja Ny", "", "maja@a.example; maja@b.example", "+46 70 999 88 77, 08-123 45 67"]
    table = [RECRUITEE.split(","), [*row, "", "", "", "", ""]]
    assert taken_in(cast, {"people.csv": written(table)}).counts["all"] == {"new": 1}
    maja = Candidate.objects.get(last_name="Ny")
    assert (maja.email, maja.phone) == ("maja@a.example", "+46 70 999 88 77")
    assert "maja@b.example" in maja.about
    assert "08-123 45 67" in maja.about
