"""Addresses of imports."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import import_sheets, imports

SHEET = "import/tables/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("import/", imports.imports, name="imports"),
    path("import/<int:pk>/", imports.import_page, name="import_page"),
    path("import/<int:pk>/checking/", imports.import_checking, name="import_checking"),
    path("import/<int:pk>/choices/", imports.import_choices, name="import_choices"),
    path("import/<int:pk>/taking-in/", imports.import_taking_in, name="import_taking_in"),
    path("import/<int:pk>/taking-back/", imports.import_taking_back, name="import_taking_back"),
    path("import/<int:pk>/removal/", imports.import_removal, name="import_removal"),
    path(SHEET, import_sheets.import_sheet, name="import_sheet"),
    path(f"{SHEET}reading/", import_sheets.import_sheet_reading, name="import_sheet_reading"),
    path(f"{SHEET}table/", import_sheets.import_sheet_table, name="import_sheet_table"),
    path(f"{SHEET}refused/", import_sheets.import_refused, name="import_refused"),
]
