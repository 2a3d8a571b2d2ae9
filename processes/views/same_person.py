"""Today's candidate is tomorrow's client (K8): one person, two records, linked."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Candidate
from clients.models import Contact

SHOWN = 12


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_contact(request: StaffRequest, pk: int) -> HttpResponse:
    """Which client's contact this candidate is: the same name or address is offered first."""
    candidate = get_object_or_404(Candidate.objects.opened_by(request.user), pk=pk)
    free = Contact.objects.filter(candidate__isnull=True).select_related("client")
    if request.method == "POST":
        contact = get_object_or_404(free, pk=_chosen(request))
        return _linked(request, candidate, contact)
    typed = request.GET.get("q", candidate.full_name).strip()[:100]
    wanted = free.named(typed) | free.filter(_same_address(candidate.email))
    context = {"candidate": candidate, "found": wanted[:SHOWN], "typed": typed}
    return render(request, "candidates/contact_choice.html", context)


@open_to(STAFF)
@require_POST
def candidate_contact_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """They are two people after all."""
    candidate = get_object_or_404(Candidate.objects.opened_by(request.user), pk=pk)
    candidate.contact = None
    candidate.save(update_fields=["contact"])
    messages.success(request, _("The two records are no longer linked."))
    return redirect(candidate)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def contact_candidate(request: StaffRequest, pk: int) -> HttpResponse:
    """Which candidate this contact is."""
    contact = get_object_or_404(Contact.objects.select_related("client"), pk=pk)
    free = Candidate.objects.findable().filter(contact__isnull=True)
    if request.method == "POST":
        candidate = get_object_or_404(free, pk=_chosen(request))
        return _linked(request, candidate, contact)
    typed = request.GET.get("q", contact.full_name).strip()[:100]
    wanted = free.named(typed) | free.filter(_same_address(contact.email))
    context = {"contact": contact, "found": wanted[:SHOWN], "typed": typed}
    return render(request, "clients/candidate_choice.html", context)


@open_to(STAFF)
@require_POST
def contact_candidate_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Makes a candidate of a contact who looks around; the recruiter goes on writing there."""
    contact = get_object_or_404(Contact.objects.select_related("client", "candidate"), pk=pk)
    candidate: Candidate | None = getattr(contact, "candidate", None)
    if candidate is None:
        candidate = Candidate.objects.create(
            first_name=contact.first_name,
            last_name=contact.last_name,
            headline=contact.title,
            employer=contact.client.name,
            email=contact.email,
            phone=contact.phone,
            city=contact.client.city,
            country=contact.client.country,
            language=contact.language,
            owner=request.user,
            contact=contact,
            created_at=request.at,
        )
    return redirect("candidate_edit", candidate.pk)


def _linked(request: StaffRequest, candidate: Candidate, contact: Contact) -> HttpResponse:
    candidate.contact = contact
    candidate.save(update_fields=["contact"])
    said = {"name": candidate.full_name, "client": contact.client.name}
    messages.success(request, _("%(name)s is also a contact at %(client)s.") % said)
    return redirect(candidate)


def _chosen(request: StaffRequest) -> int:
    chosen = request.POST.get("person", "")
    return int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0


def _same_address(email: str) -> Q:
    return Q(email__iexact=email) if email else Q(pk__in=[])
