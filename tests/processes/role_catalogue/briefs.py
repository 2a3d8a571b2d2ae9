"""Briefs headed HR manager that describe payroll, in the four languages."""

from __future__ import annotations

PAYROLL = {
    "en": (
        "HR manager",
        "You run our monthly payroll for 900 people, check tax and social security, report "
        "pension, know the collective agreement and answer questions about payslips. You own "
        "Hogia, the payroll system, and prepare year-end statements.",
    ),
    "sv": (
        "HR-chef",
        "Du kör lönerna varje månad, stämmer av lönekonton, tolkar kollektivavtal, rapporterar "
        "pension, äger lönesystemet och svarar på frågor om lönebesked.",
    ),
    "pl": (
        "Kierownik HR",
        "Szukamy osoby, która poprowadzi listy płac, nalicza podatki i składki ZUS, odpowiada za "
        "system kadrowo-płacowy i przygotowuje deklaracje PIT.",
    ),
    "nl": (
        "HR-manager",
        "Je doet elke maand de salarisverwerking, controleert de loonheffing en pensioenaangifte, "
        "beheert het salarispakket en maakt jaaropgaven.",
    ),
}
