"""What candidates do: headlines, skills and employers by trade."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    headlines: tuple[str, ...]
    skills: tuple[str, ...]
    employers: tuple[str, ...]
    pay: tuple[int, int]  # expected, thousands a month (SEK), or of the country's own money


TRADES = {
    "payroll": Trade(
        (
            "Payroll manager",
            "Payroll specialist",
            "HR operations lead",
            "Interim payroll consultant",
        ),
        ("Hogia", "Agda PS", "Union agreements", "Payroll tax", "Excel", "Team lead", "Visma"),
        ("Region Gävleborg", "Skanska", "Axfood", "Sandvik", "own company", "Stora Enso"),
        (48, 66),
    ),
    "data": Trade(
        ("Data engineer", "Senior data engineer", "Analytics engineer", "Data platform developer"),
        ("Spark", "Python", "SQL", "dbt", "Airflow", "Azure", "Kafka", "Snowflake"),
        ("Allegro", "mBank", "Żabka", "PKO BP", "a bank in Wrocław", "own company"),
        (58, 76),
    ),
    "design": Trade(
        ("UX lead", "Product designer", "Senior UX designer", "Design researcher"),
        ("Figma", "User research", "Accessibility", "Prototyping", "Workshops", "Design systems"),
        ("BBC", "Monzo", "a studio in Shoreditch", "Deliveroo", "NHS Digital", "own company"),
        (55, 82),
    ),
    "finance": Trade(
        ("Controller", "Group controller", "Finance manager", "Business controller"),
        ("IFRS", "Consolidation", "SAP", "Budgeting", "Power BI", "Audit", "Month-end close"),
        ("KPMG", "Boskalis", "a port in Antwerp", "Philips", "Deloitte", "Volvo"),
        (60, 90),
    ),
    "engineering": Trade(
        ("Process engineer", "Maintenance manager", "Project engineer", "Production manager"),
        ("Lean", "AutoCAD", "Maintenance", "Safety", "Metallurgy", "Project management", "PLC"),
        ("SSAB", "ABB", "Sandvik", "ArcelorMittal", "a foundry in Silesia", "Witteveen"),
        (46, 70),
    ),
    "care": Trade(
        (
            "Head of a care home",
            "Unit manager, care",
            "Nurse and team lead",
            "Quality manager, care",
        ),
        ("Leadership", "Staffing plans", "Medication safety", "Quality audits", "Dementia care"),
        ("Region Uppsala", "Attendo", "Ambea", "a municipality", "Humana"),
        (44, 60),
    ),
    "logistics": Trade(
        ("Warehouse manager", "Supply chain planner", "Operations manager", "Transport planner"),
        ("WMS", "Planning", "SAP", "Shift teams", "Purchasing", "Forecasting", "Customs"),
        ("PostNord", "DHL", "bol.com", "Albert Heijn", "Schenker", "Jumbo"),
        (40, 62),
    ),
    "sales": Trade(
        ("Key account manager", "Head of sales", "Country manager", "Claims team manager"),
        ("Negotiation", "CRM", "Forecasting", "Coaching", "Tenders", "Customer service"),
        ("Aviva", "Direct Line", "Super-Pharm", "Otis", "a broker in Leeds", "Neuca"),
        (45, 80),
    ),
}
MONEY = {"SE": "SEK", "PL": "PLN", "NL": "EUR", "GB": "GBP"}
# What one thousand SEK of monthly pay is in each country's own money, roughly.
RATES = {"SE": 1000, "PL": 380, "NL": 92, "GB": 78}
