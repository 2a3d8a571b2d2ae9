from __future__ import annotations

from django.contrib import messages
from django.db.models import F, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from accounts.access import STAFF, StaffRequest, open_to
from accounts.name_order import page_of_names
from clients.forms.client import ClientForm
from clients.models import Client, ClientNote, Contact

# No page grows with what a client has gathered.
ASSIGNMENTS, CONTACTS, NOTES, WAITING = 30, 100, 60, 30


@open_to(STAFF)
@require_GET
@vary_on_headers("HX-Request")
def clients(request: StaffRequest) -> HttpResponse:
    """Every client in order of name, found by part of the name."""
    typed = request.GET.get("q", "").strip()
    deciders = Contact.objects.active().filter(decides=True)
    found = (
        Client.objects.visible_to(request.user)
        .named(typed)
        .with_open_assignments(request.user)
        .select_related("owner")
        .prefetch_related(Prefetch("contacts", deciders, to_attr="deciders"))
    )
    page = page_of_names(
        found, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    part = "#rows" if request.htmx.target == "rows" else ""
    return render(request, f"clients/clients.html{part}", {"page": page, "typed": typed})


@open_to(STAFF)
@require_GET
def client(request: StaffRequest, pk: int) -> HttpResponse:
    """A client: people, assignments, who waits for a word, what we remember, the timeline."""
    found = get_object_or_404(
        Client.objects.visible_to(request.user).select_related("owner"), pk=pk
    )
    waiting = found.follow_ups.visible_to(request.user).waiting()
    waiting = waiting.we_owe("client") | waiting.clients_owe()
    soon = request.user.working_hours().close_of_day(request.at, 1)
    waiting = waiting.without_clocks_after(soon).for_clients_page()[:WAITING]
    assignments = found.assignments.visible_to(request.user)
    assignments = assignments.select_related("owner", "decider").defer(
        "brief", "competition", "closing_words"
    )
    newest = assignments.order_by(F("closed_at").desc(nulls_first=True), "-opened_at")
    gathered = list(newest[: ASSIGNMENTS + 1])
    told = found.events.visible_to(request.user)
    timeline = told.page(request.GET.get("before", ""), known="client")
    context = {
        "client": found,
        "contacts": found.contacts.select_related("candidate", "user").defer("candidate__about")[
            :CONTACTS
        ],
        "we_owe": [word for word in waiting if word.rule.owes == "us"],
        "they_owe": [word for word in waiting if word.rule.owes == "client"],
        "open": [(one, one.week(request.at)) for one in gathered[:ASSIGNMENTS] if one.is_open],
        "closed": [one for one in gathered[:ASSIGNMENTS] if not one.is_open],
        "more_assignments": len(gathered) > ASSIGNMENTS,
        "notes": found.notes.select_related("by")[:NOTES],
        "note_kinds": ClientNote.About.choices,
        "events": timeline.events,
        "more_url": timeline.more_url,
    }
    return render(request, "clients/client.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def client_new(request: StaffRequest) -> HttpResponse:
    form = ClientForm(
        request.POST or None, initial={"owner": request.user, "country": request.user.country}
    )
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, _("%(name)s is in. Who are its people?") % {"name": made.name})
        return redirect(made)
    status = 422 if form.is_bound else 200
    return render(request, "clients/client_form.html", {"form": form}, status=status)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def client_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    name = found.name
    form = ClientForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        found.save(update_fields=form.changed_data)
        return redirect(found)
    status = 422 if form.is_bound else 200
    context = {"form": form, "client": found, "name": name}
    return render(request, "clients/client_form.html", context, status=status)
