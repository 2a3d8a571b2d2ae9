"""Closing an assignment: everyone is answered, the client hears why, and then it is closed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.templatetags.moments import clock
from clients.models import Contact
from processes import closings, words
from processes.declines import COOLING, Telling
from processes.forms.closing import ClosingForm, key_of
from processes.forms.texts import TextOnPage
from processes.models import (
    AlreadyClosed,
    Assignment,
    Candidacy,
    Closing,
    ClosingUnderWay,
    Decline,
    NotUnderWay,
    Vacancy,
)
from processes.views.frame import find_assignment, typed
from processes.words.drafting import Draft

SHOWN = 300  # people on the page; everybody is answered all the same


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def assignment_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """Lists everyone who is unanswered, answers them all, and closes when nobody waits any more."""
    found = find_assignment(request, pk)
    under_way = found.closings.under_way().select_related("by").first()
    if under_way and request.method == "GET":
        return closing_under_way(request, found, under_way)
    people = closings.to_tell(found)
    contacts = closings.contacts_of(found)
    by_letter = [one for one in contacts if words.can_be_written_to(one)]
    texts = [
        (one, closings.closing_text(one, found, by=request.user, at=request.at))
        for one in by_letter
    ]
    form = ClosingForm(typed(request), tellings=people, closing_words=texts)
    if request.method == "POST" and form.is_valid():
        try:
            closing = begin(request, found, form)
        except (AlreadyClosed, ClosingUnderWay) as refusal:
            form.add_error(None, str(refusal))
        else:
            say_what_happens(request, closing)
            return redirect("assignment_closing" if not closing.completed_at else "assignment", pk)
    context = {
        "assignment": found,
        "form": form,
        "by_letter": [one for one in people if not one.must_call][:SHOWN],
        "by_call": [one for one in people if one.must_call][:SHOWN],
        "people_count": len(people),
        "to_look_at": found.applications_to_look_at(),
        "no_address": [one for one in contacts if one not in by_letter],
        "closing_texts": [closing_on_page(form, one) for one, _text in texts],
        "texts": form.texts_on_page(by=request.user, at=request.at),
        "cooling": COOLING.seconds // 60,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/assignment_closing.html", context, status=status)


def begin(request: StaffRequest, assignment: Assignment, form: ClosingForm) -> Closing:
    tellings = {one.candidacy.pk: one for one in form.tellings}

    def words_for(candidacy: Candidacy) -> Draft:
        one = tellings.get(candidacy.pk) or Telling.of(candidacy, closing=True)
        return form.text_for(one).filled(one.facts(by=request.user, at=request.at))

    return closings.begin(
        assignment,
        form.cleaned_data["outcome"],
        words=form.cleaned_data["words"],
        letters=form.closing_texts(),
        words_for=words_for,
        by=request.user,
        at=request.at,
    )


def closing_on_page(form: ClosingForm, contact: Contact) -> TextOnPage:
    said = str(form["words"].value() or "") or "…"
    sample = form.typed(key_of(contact)).filled({"why": said})
    language = dict(settings.LANGUAGES)[closings.language_of(contact)]
    return form.on_page(key_of(contact), f"{contact.full_name} · {language}", contact, sample)


def say_what_happens(request: StaffRequest, closing: Closing) -> None:
    if closing.completed_at:
        messages.success(request, _("%(title)s is closed.") % {"title": closing.assignment.title})
        return
    letters = Decline.objects.under_way().on(closing.assignment).count()
    if letters:
        said = ngettext(
            "%(count)d letter goes out at %(time)s. Until then you can call it off.",
            "%(count)d letters go out at %(time)s. Until then you can call them off.",
            letters,
        )
        told = {"count": letters, "time": clock(closing.begun_at + COOLING)}
        messages.success(request, said % told)
    else:
        messages.success(request, _("It closes by itself once everybody has been called."))


def closing_under_way(
    request: StaffRequest, assignment: Assignment, closing: Closing
) -> HttpResponse:
    """Who is still waited for, and the words that are ready for the client."""
    people = closings.to_tell(assignment)
    letters = [one for one in people if one.goes_at]
    context = {
        "assignment": assignment,
        "closing": closing,
        "letters": letters[:SHOWN],
        "letters_count": len(letters),
        "goes_at": max((one.goes_at for one in letters if one.goes_at), default=None),
        "waiting": [one for one in people if not one.goes_at][:SHOWN],
        "closing_letters": closings.drafts(closing),
        "to_look_at": assignment.applications_to_look_at(),
    }
    return render(request, "processes/closing_under_way.html", context)


@open_to(STAFF)
@require_POST
def closing_calling_off(request: StaffRequest, pk: int) -> HttpResponse:
    """The assignment stays open; letters that have not gone do not go."""
    found = find_assignment(request, pk)
    closing = found.closings.under_way().first()
    try:
        if closing is None:
            raise NotUnderWay(_("Nobody is closing this assignment."))
        gone = closing.call_off(by=request.user, at=request.at)
    except NotUnderWay as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    messages.success(request, _("Called off: the assignment stays open."))
    if Vacancy.objects.published(request.at).filter(assignment=found).exists():
        messages.info(request, _("Its vacancy can be read again, and applied for."))
    if gone:
        names = ", ".join(decline.name for decline in gone)
        messages.warning(
            request, _("For these the letter had gone already: %(names)s.") % {"names": names}
        )
    return redirect(found)
