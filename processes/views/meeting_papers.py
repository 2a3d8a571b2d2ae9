"""A meeting on a page of its own: who has it in a calendar, what each side reads, the guide."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.showing import ShownAs
from accounts.trail.readings import noted
from processes.guides import words_for
from processes.meetings.inviting import standing, tell
from processes.meetings.saying import MeetingWords, say
from processes.meetings.sending import sendings_of
from processes.models import Meeting, NoConsent, SentGuide
from processes.models.sent_guide import DoesNotMeet, GuideNotPublished, NobodyMeetsThem
from processes.reports.serving import pdf_file
from processes.shown import names_said
from processes.views.candidacies import find_candidacy
from processes.views.meetings import found_meeting, say_told


@open_to(STAFF)
@require_GET
def meeting(request: StaffRequest, pk: int) -> HttpResponse:
    found = found_meeting(request, pk)
    candidacy = find_candidacy(request, found.candidacy_id)
    found.candidacy = candidacy
    invited = standing(found)
    guide = getattr(candidacy, "guide", None)
    today = request.at.astimezone(candidacy.assignment.zone).date()
    context = {
        "meeting": found,
        "candidacy": candidacy,
        "assignment": candidacy.assignment,
        "invited": invited,
        "to_be_told": sum(one.must_hear for one in invited) if found.is_news(request.at) else 0,
        "is_to_come": found.starts_at > request.at and not found.is_cancelled,
        "theirs": candidates_words(found),
        "may_be_written_to": candidacy.may_be_written_to,
        "guide": guide,
        "seen_as": candidacy.shown_name if names_somebody_hidden(found) else "",
        "says": words_for(candidacy, guide, on=today) if guide else None,
        "sendings": sendings_of(found),
    }
    return render(request, "processes/meeting.html", context)


def names_somebody_hidden(meeting: Meeting) -> bool:
    """Whether what the client reads of it says a name that the client is not told."""
    candidacy = meeting.candidacy
    if not meeting.with_client or candidacy.showing.shown_as == ShownAs.NAME:
        return False
    read = [meeting.agenda, meeting.way_there, meeting.place]
    return names_said(read, candidacy.candidate)


def candidates_words(meeting: Meeting) -> MeetingWords:
    """What the candidate reads, in their language."""
    candidate = meeting.candidacy.candidate
    with translation.override(candidate.language):
        return say(meeting, candidate)


@open_to(STAFF)
@require_POST
def meeting_invitations(request: StaffRequest, pk: int) -> HttpResponse:
    """Whoever does not know yet how it stands gets a letter."""
    found = found_meeting(request, pk)
    say_told(request, len(tell(found, by=request.user, at=request.at)))
    return redirect("meeting", pk)


@open_to(STAFF)
@require_POST
def meeting_guide_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """The guide goes to those of the client who are there, as a letter with one page."""
    found = found_meeting(request, pk)
    if not hasattr(found.candidacy, "guide"):
        return redirect("candidacy_guide", found.candidacy_id)
    try:
        sent = SentGuide.objects.send(found, by=request.user, at=request.at)
    except (DoesNotMeet, GuideNotPublished, NobodyMeetsThem, NoConsent) as nothing:
        messages.warning(request, str(nothing))
    else:
        count = sent.recipients.count()
        said = ngettext(
            "The guide goes to %(count)d person as soon as its page is made.",
            "The guide goes to %(count)d people as soon as its page is made.",
            count,
        )
        messages.success(request, said % {"count": count})
    return redirect("meeting", pk)


@open_to(STAFF)
@require_GET
@noted(about=SentGuide)
def guide_pdf(request: StaffRequest, pk: int, language: str) -> HttpResponse:
    """A guide as those who meet somebody got it."""
    sent = get_object_or_404(SentGuide.objects.visible_to(request.user).only("pk"), pk=pk)
    editions = sent.editions.select_related("pdf")
    return pdf_file(get_object_or_404(editions, language=language).pdf)
