"""The target companies of a search: agreed with the client, and how far the search has come."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.target_company import CompaniesForm, StateForm, TargetCompanyForm
from processes.models import AlreadyClosed, CompanyState, TargetCompany
from processes.views.frame import find_assignment, frame, refuse_if_closed, typed


@open_to(STAFF)
def target_companies(request: StaffRequest, pk: int) -> HttpResponse:
    """The list by how far the search has come; POST adds companies, one per line."""
    found = find_assignment(request, pk)
    form = CompaniesForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            refuse_if_closed(found)
        except AlreadyClosed as refusal:
            form.add_error("names", str(refusal))
        else:
            names = form.cleaned_data["names"]
            added = TargetCompany.objects.agree(found, names, by=request.user, at=request.at)
            said = ngettext("%(number)d company added.", "%(number)d companies added.", len(added))
            messages.success(request, said % {"number": len(added)})
            return redirect("target_companies", pk)
    companies = found.target_companies.in_order().with_people(found.opened_at, request.at)
    context = frame(request, found, "target_companies") | {
        "form": form,
        "states": CompanyState.choices,
        "groups": [
            (CompanyState(state), list(rows))
            for state, rows in groupby(companies, key=lambda company: company.state)
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/target_companies.html", context, status=status)


@open_to(STAFF)
@require_POST
def target_company_state(request: StaffRequest, pk: int) -> HttpResponse:
    company = find_company(request, pk)
    form = StateForm(request.POST)
    if form.is_valid():
        company.move_to(form.cleaned_data["state"], by=request.user, at=request.at)
    else:
        messages.error(request, _("Choose how far the search has come at this company."))
    return redirect("target_companies", company.assignment_id)


@open_to(STAFF)
def target_company_edit(request: StaffRequest, pk: int) -> HttpResponse:
    company = find_company(request, pk)
    form = TargetCompanyForm(typed(request), instance=company)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("target_companies", company.assignment_id)
    context = {"form": form, "company": company, "assignment": company.assignment}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/target_company_form.html", context, status=status)


@open_to(STAFF)
@require_POST
def target_company_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Out of the list, such as one that was a slip; the timeline keeps that it was there."""
    company = find_company(request, pk)
    company.delete()
    messages.success(request, _("%(name)s is out of the list.") % {"name": company.name})
    return redirect("target_companies", company.assignment_id)


def find_company(request: StaffRequest, pk: int) -> TargetCompany:
    rows = TargetCompany.objects.visible_to(request.user).select_related("assignment__client")
    return get_object_or_404(rows, pk=pk)
