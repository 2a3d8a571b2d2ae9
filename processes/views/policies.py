"""How long every kind of word may take and who is reminded: the agency's table, and a client's."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from clients.models import Client
from processes.follow_ups import policies as in_force
from processes.follow_ups.policies import InForce, Policies
from processes.follow_ups.retiming import outlook, retime
from processes.follow_ups.rule import Rule
from processes.follow_ups.rules import BY_KIND, RULES
from processes.follow_ups.wording import OPENED_BY, due_in_words, steps_in_words
from processes.forms.policy import PolicyForm
from processes.models import FollowUpPolicy

FOUND, MOST = 8, 40
GROUPS = [
    (gettext_lazy("We owe clients"), "us", "client"),
    (gettext_lazy("We owe candidates"), "us", "candidate"),
    (gettext_lazy("Clients owe us"), "client", "us"),
]


@dataclass(frozen=True)
class Line:
    """One rule as it counts for the agency or for a client; ``is_own``: by its own policy."""

    rule: Rule
    in_force: InForce
    is_own: bool

    @property
    def opened_by(self) -> str | Promise:
        return OPENED_BY[self.rule.kind]

    @property
    def due(self) -> str:
        return due_in_words(self.rule, self.in_force.due)

    @property
    def steps(self) -> str:
        return steps_in_words(self.rule, self.in_force.steps)


@open_to(ADMINS)
@require_GET
def policies(request: StaffRequest) -> HttpResponse:
    """The table of rules, for everybody or as it counts for one client."""
    client = client_of(request)
    typed = request.GET.get("q", "").strip()[:80]
    context = {
        "client": client,
        "groups": table(client),
        "typed": typed,
        "found": Client.objects.named(typed)[:FOUND] if typed else [],
        "with_own": Client.objects.filter(policies__isnull=False).distinct()[:MOST],
    }
    return render(request, "processes/policies.html", context)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def policy_edit(request: StaffRequest, kind: str) -> HttpResponse:
    client, rule = client_of(request), rule_of(kind)
    form = form_for(request, rule, client)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            in_force.write(kind, pk_of(client), form.wanted)
            again = retime(kind, pk_of(client)) if form.cleaned_data.get("retime") else 0
        said = _("Saved: %(what)s.") % {"what": rule.label}
        if again:
            timed = ngettext(
                "%(count)d open one has a new date.", "%(count)d open ones have a new date.", again
            )
            said = f"{said} {timed % {'count': again}}"
        messages.success(request, said)
        return redirect(table_url(client))
    status = 422 if request.method == "POST" else 200
    return shown(request, form, client, status=status)


@open_to(ADMINS)
@require_POST
def policy_preview(request: StaffRequest, kind: str) -> HttpResponse:
    """What would become late now with what is typed; nothing is changed."""
    client = client_of(request)
    form = form_for(request, rule_of(kind), client)
    if not form.is_valid():
        return shown(request, form, client, status=422)
    ahead = outlook(kind, pk_of(client), form.due, at=request.at)
    return shown(request, form, client, outlook=ahead)


@open_to(ADMINS)
@require_POST
def policy_reset(request: StaffRequest, kind: str) -> HttpResponse:
    """The wider one counts again, for what is opened from now on."""
    client, rule = client_of(request), rule_of(kind)
    FollowUpPolicy.objects.filter(kind=kind, client=client).delete()
    said = _("%(what)s: back to the default.") % {"what": capfirst(str(rule.label))}
    messages.success(request, said)
    return redirect(table_url(client))


def table(client: Client | None) -> list[tuple[str | Promise, list[Line]]]:
    known = Policies.of(BY_KIND, [client.pk] if client else [])
    return [
        (
            heading,
            [
                Line(
                    rule,
                    known.in_force(rule.kind, pk_of(client)),
                    (rule.kind, pk_of(client)) in known.rows,
                )
                for rule in RULES
                if (rule.owes, rule.owed) == (owes, owed)
            ],
        )
        for heading, owes, owed in GROUPS
    ]


def form_for(request: StaffRequest, rule: Rule, client: Client | None) -> PolicyForm:
    counts = in_force.in_force([rule.kind], pk_of(client))[rule.kind]
    return PolicyForm(
        request.POST if request.method == "POST" else None, rule=rule, in_force=counts
    )


def shown(
    request: StaffRequest,
    form: PolicyForm,
    client: Client | None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    rule, without = form.rule, in_force.wider(form.rule.kind, pk_of(client))
    context = {
        "form": form,
        "rule": rule,
        "client": client,
        "opened_by": OPENED_BY[rule.kind],
        "is_own": FollowUpPolicy.objects.filter(kind=rule.kind, client=client).exists(),
        "default": [due_in_words(rule, without.due), steps_in_words(rule, without.steps)],
        **more,
    }
    return render(request, "processes/policy_form.html", context, status=status)


def client_of(request: StaffRequest) -> Client | None:
    """Whose table the address asks for; none is the agency's."""
    asked = request.GET.get("client", "")
    if not asked:
        return None
    if not asked.isdecimal():
        raise Http404
    return get_object_or_404(Client, pk=asked)


def rule_of(kind: str) -> Rule:
    if kind not in BY_KIND:
        raise Http404
    return BY_KIND[kind]


def pk_of(client: Client | None) -> int | None:
    return client.pk if client else None


def table_url(client: Client | None) -> str:
    return reverse("policies") + (f"?client={client.pk}" if client else "")
