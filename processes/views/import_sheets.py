"""One table of an import: how it is read, what it holds, and which column is which."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.models import Action
from accounts.spreadsheets import BYTE_ORDER_MARK, without_formula
from accounts.trail.readings import noted
from processes.forms.import_sheet import ColumnsForm, SheetReadingForm, SheetTableForm
from processes.imports.reading import guessed
from processes.models import Import, ImportSheet, ImportState, RowBecame, WrongMoment
from processes.views.imports import gone_on

SAMPLES = 12  # rows that are looked at for what stands in a column


@open_to(ADMINS)
@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """Which column is which."""
    sheet = find_sheet(pk)
    if not sheet.of.can_change:
        return gone_on(request, sheet.of)
    form = columns_form(request, sheet)
    if form is not None and form.is_bound and form.is_valid():
        sheet.mapping = form.cleaned_data["mapping"]
        try:
            changed(sheet)
        except WrongMoment:
            return gone_on(request, sheet.of)
        messages.success(request, _("Kept. The next file with these columns begins with them."))
        return redirect(sheet.of)
    return shown(request, sheet, columns=form, status=422 if form and form.is_bound else 200)


@open_to(ADMINS)
@require_POST
def import_sheet_reading(request: StaffRequest, pk: int) -> HttpResponse:
    """Has the worker read the file in another way."""
    sheet = find_sheet(pk)
    if not sheet.of.can_change or sheet.is_workbook:
        return gone_on(request, sheet.of)
    form = SheetReadingForm(request.POST, sheet=sheet)
    if not form.is_valid():
        return shown(request, sheet, reading=form, status=422)
    sheet.encoding, sheet.separator = form.cleaned_data["encoding"], form.cleaned_data["separator"]
    sheet.read_at = None
    try:
        with transaction.atomic():
            sheet.of.read_again(at=request.at)
            sheet.save(update_fields=["encoding", "separator", "read_at"])
    except WrongMoment:
        return gone_on(request, sheet.of)
    return redirect(sheet.of)


@open_to(ADMINS)
@require_POST
def import_sheet_table(request: StaffRequest, pk: int) -> HttpResponse:
    """Says what it holds; the columns are guessed anew by their names."""
    sheet = find_sheet(pk)
    if not sheet.of.can_change:
        return gone_on(request, sheet.of)
    form = SheetTableForm(request.POST)
    if not form.is_valid():
        return shown(request, sheet, table=form, status=422)
    sheet.table = form.cleaned_data["table"]
    sheet.mapping = guessed(sheet.table, sheet.header)
    try:
        changed(sheet)
    except WrongMoment:
        return gone_on(request, sheet.of)
    return redirect("import_sheet", pk)


@open_to(ADMINS)
@require_GET
@noted(Action.EXPORTED, about=ImportSheet)
def import_refused(request: StaffRequest, pk: int) -> HttpResponse:
    """The refused rows as they stood in the file, with their reasons, to be put right."""
    sheet = get_object_or_404(ImportSheet, pk=pk)
    answer = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    name = f"{slugify(str(sheet)) or 'table'}-{slugify(_('refused'))}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    writer = csv.writer(answer)
    writer.writerow(map(without_formula, [*sheet.header, _("Line"), _("Column"), _("Reason")]))
    for row in sheet.rows.filter(became=RowBecame.REFUSED).order_by("line").iterator():
        cells = [*row.cells, *[""] * len(sheet.header)][: len(sheet.header)]
        said = [*cells, str(row.line), row.column, row.reason]
        writer.writerow(map(without_formula, said))
    return answer


def find_sheet(pk: int) -> ImportSheet:
    sheets = ImportSheet.objects.select_related("of__by")
    return get_object_or_404(sheets, pk=pk)


def columns_form(request: StaffRequest, sheet: ImportSheet) -> ColumnsForm | None:
    if not sheet.table:
        return None
    data = request.POST if request.method == "POST" else None
    return ColumnsForm(data, sheet=sheet, samples=list(sheet.rows.order_by("line")[:SAMPLES]))


def changed(sheet: ImportSheet) -> None:
    """What was tried out with other columns says nothing any more. Raises ``WrongMoment``."""
    with sheet.of.at_rest(ImportState.MAPPING, ImportState.CHECKED):
        sheet.save(update_fields=["table", "mapping"])
        Import.objects.filter(pk=sheet.of_id).update(state=ImportState.MAPPING, counts={})


def shown(
    request: StaffRequest,
    sheet: ImportSheet,
    *,
    columns: ColumnsForm | None = None,
    reading: SheetReadingForm | None = None,
    table: SheetTableForm | None = None,
    status: int = 200,
) -> HttpResponse:
    samples = list(sheet.rows.order_by("line")[:SAMPLES])
    if columns is None and sheet.table:
        columns = ColumnsForm(None, sheet=sheet, samples=samples)
    context = {
        "sheet": sheet,
        "columns": columns,
        "reading": reading or SheetReadingForm(sheet=sheet),
        "table": table or SheetTableForm(initial={"table": sheet.table}),
    }
    return render(request, "processes/import_sheet.html", context, status=status)
