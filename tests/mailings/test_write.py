"""Writing a letter: once per key, to an address that is one, without a line break in a header."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mailings.models import Attachment, Letter, LetterState, LineBreakInHeader
from tests.cast import NOW


def test_a_letter_waits_until_it_is_due(write):
    letter = write(send_at=NOW.replace(hour=15))

    assert letter.state is LetterState.WAITING
    assert not Letter.objects.due(NOW.replace(hour=14, minute=59)).exists()
    assert Letter.objects.due(NOW.replace(hour=15)).get() == letter
    assert Letter.objects.due(NOW.replace(day=30)).get() == letter


def test_the_same_key_again_adds_no_letter(write):
    first = write(subject="Veckorapport")
    second = write(subject="Something else", attachments=[a_file()])

    assert second == first
    assert second.subject == "Veckorapport"
    assert not second.attachments.exists()
    assert Letter.objects.count() == 1


def test_two_letters_have_two_message_ids_of_our_own_domain(write, settings):
    settings.DEFAULT_FROM_EMAIL = "Askvik <post@askvik.example>"
    one, two = write(key="one"), write(key="two")
    assert one.message_id != two.message_id
    assert one.message_id.endswith("@askvik.example>")


@pytest.mark.parametrize("field", ["subject", "to_name", "from_name"])
@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n"])
def test_a_line_break_in_a_header_is_refused(write, field, line_break):
    with pytest.raises(LineBreakInHeader):
        write(**{field: f"Hej{line_break}Bcc: all@askvik.example"})
    assert not Letter.objects.exists()


@pytest.mark.parametrize("field", ["to", "reply_to"])
@pytest.mark.parametrize("address", ["sara", "a@b.se, c@d.se", "a@b.se\nBcc: c@d.se", "<a@b.se>"])
def test_an_address_that_is_none_is_refused(write, field, address):
    with pytest.raises(ValidationError):
        write(**{field: address})


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("a_letter_ends_in_one_way", {"sent_at": NOW, "gave_up_at": NOW}),
        ("only_a_sent_letter_went_out", {"went_out": True}),
        ("a_cancelled_letter_says_why", {"cancelled_at": NOW}),
        ("a_cancelled_letter_says_why", {"cancelled_because": "by_hand"}),
        ("no_line_break_in_a_header", {"subject": "Hej\rBcc: x"}),
        ("no_line_break_in_a_header", {"to_name": "Sara\nHolm"}),
        ("no_line_break_in_a_header", {"to": "sara@nordvik.example\n"}),
        ("a_letter_has_an_address", {"to": ""}),
    ],
)
def test_the_database_refuses_what_must_never_be(write, constraint, fields):
    letter = write()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**fields)


def test_a_file_is_kept_once_for_however_many_letters(write):
    write(key="to sara", attachments=[a_file()])
    write(key="to hugo", attachments=[a_file()])
    assert Attachment.objects.get().letters.count() == 2


def test_a_file_name_is_nothing_but_a_name(db):
    attachment = Attachment.objects.keep(
        filename='../../etc/"pass\r\nwd".pdf', content_type="application/pdf", content=b"%PDF"
    )
    assert attachment.filename == "-..-etc--pass--wd-.pdf"
    assert attachment.size == 4


def a_file() -> Attachment:
    attachment: Attachment = Attachment.objects.keep(
        filename="rapport.pdf", content_type="application/pdf", content=b"%PDF-1.7 ..."
    )
    return attachment
