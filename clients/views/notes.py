from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from clients.forms.note import ClientNoteForm
from clients.models import Client, ClientNote


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def client_note_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Something to remember of the client (C10)."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    form = ClientNoteForm(
        request.POST or None,
        instance=ClientNote(client=client, by=request.user, written_at=request.at),
        initial={"about": request.GET.get("about", ClientNote.About.FITS)},
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(client)
    status = 422 if form.is_bound else 200
    context = {"form": form, "client": client}
    return render(request, "clients/note_form.html", context, status=status)
