"""Twenty assignments: what was ordered, when, and how the search goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from processes.stages import Reason
from recruitcrm.demo.snags import CARE, MOVING, NAME, REMOTE, SALARY, Snag


@dataclass(frozen=True)
class Order:
    """``days_ago`` before the end of the story; ``course``: fills, runs, cancelled or lost.

    ``dates`` are working days after the order: presentation, client meetings, decision.
    """

    company: str
    title: str
    kind: str
    trade: str
    days_ago: int
    weeks: int
    people: int
    dates: tuple[int, int, int | None]
    must_haves: tuple[str, str, str]
    brief: str
    pay: str
    course: str = "runs"
    ends_after: int = 0  # working days, where cancelled or lost
    leaving: tuple[str, ...] = (Reason.NOT_INTERESTED, Reason.STAYS, Reason.SALARY)
    snag: Snag | None = None
    starts_in: int = 60  # days from signature to the first day
    competition: str = ""
    named: tuple[str, ...] = field(default=())  # people in this order, see people.py
    clients_own: str = ""  # whom of them the client named
    cools: str = ""  # whose interest falls after the presentation
    applies_late: str = ""  # who applied so long ago that the answer is late now
    moves: str = ""  # why the client's meetings move after the schedule was sent
    team: tuple[str, ...] = ()  # who works on it besides the client's recruiter
    confidential: bool = False


ORDERS = (
    Order(
        *("Nordvik Energi", "Interim payroll manager", "interim", "payroll", 16, 5, 30),
        dates=(9, 13, 17),
        must_haves=(
            "Run payroll for 900 in Hogia from day one",
            "Close the union agreement backlog by January",
            "Coach two juniors while doing so",
        ),
        brief="The payroll manager leaves at the turn of the year; 900 salaries, three agreements.",
        pay="SEK 950–1,050 an hour",
        leaving=(Reason.REMOTE_WORK, Reason.REMOTE_WORK, Reason.NOT_INTERESTED, Reason.STAYS),
        snag=REMOTE,
        competition="One other agency, since Monday.",
        named=(
            *("Amira Lundqvist", "Jonas Krantz", "Rolf Ek", "Lena Norberg", "Hanna Vik"),
            *("Karin Sjö", "Tim Westra", "Pia Borg", "Marek Olszewski", "Ida Hult"),
        ),
        clients_own="Lena Norberg",
        cools="Jonas Krantz",
        team=("Oskar Holm",),
    ),
    Order(
        *("Lumen Retail", "Data engineer", "permanent", "data", 18, 5, 26),
        dates=(13, 17, 23),
        must_haves=("Spark in production", "Speaks Polish with the shops", "Has moved a warehouse"),
        brief="Moves the sales data of 140 shops from an old warehouse to the cloud.",
        pay="PLN 19,000–22,000 a month",
        leaving=(Reason.SALARY, Reason.SALARY, Reason.NOT_INTERESTED),
        snag=SALARY,
        named=("Tomasz Zych", "Ewa Malinowska"),
        applies_late="Ewa Malinowska",
        moves="The shops count their stock that week; whoever decides is free three days later.",
    ),
    Order(
        *("Brightly", "UX lead", "permanent", "design", 21, 6, 20),
        dates=(10, 14, None),
        must_haves=("Has led designers", "Tests with children", "Writes plain English"),
        brief="First design lead; two designers are there and wait for somebody to learn from.",
        pay="GBP 70,000–80,000",
        named=("Tomasz Pawlak", "Beth Okafor"),
    ),
    Order(
        *("Havenbedrijf Zuid", "Controller", "permanent", "finance", 82, 6, 24),
        dates=(15, 20, 27),
        must_haves=("IFRS by heart", "Has closed a group in five days", "Dutch and English"),
        brief="Closes the books of eleven companies and explains them to the council.",
        pay="EUR 78,000–88,000",
        course="fills",
        starts_in=34,
        named=("Anouk de Vries",),
    ),
    Order(
        *("Nordvik Energi", "Head of internal communication", "permanent", "sales", 5, 6, 22),
        dates=(15, 20, 29),
        must_haves=(
            "Writes so that fitters read it",
            "Has led a rebranding",
            "Swedish and English",
        ),
        brief="900 people in four towns should hear the same thing on the same day.",
        pay="SEK 58,000–66,000 a month",
    ),
    Order(
        *("Brightly", "Head of school sales", "permanent", "sales", 62, 6, 18),
        dates=(14, 18, 26),
        must_haves=("Has sold to councils", "Builds a team of four", "Teaches as a hobby or did"),
        brief="Schools buy in spring; the team should stand by February.",
        pay="GBP 65,000 and commission",
        course="cancelled",
        ends_after=22,
    ),
    Order(
        *("Sundfors Stål", "Maintenance manager", "permanent", "engineering", 84, 6, 24),
        dates=(14, 19, 25),
        must_haves=("Has led thirty fitters", "Knows arc furnaces", "Lives within an hour"),
        brief="Three shifts, one furnace, no standstill longer than a weekend.",
        pay="SEK 60,000–68,000 a month",
        course="fills",
        starts_in=24,
    ),
    Order(
        *("Sundfors Stål", "Process engineer", "permanent", "engineering", 37, 6, 24),
        dates=(14, 19, 27),
        must_haves=("Degree in metallurgy", "Measures before talking", "Swedish on the floor"),
        brief="Fewer rejects in the small series; a laboratory of one's own.",
        pay="SEK 46,000–52,000 a month",
    ),
    Order(
        *("Kvarnby Vård", "Head of Solgården", "search", "care", 55, 12, 34),
        dates=(33, 38, 50),
        must_haves=("Diploma for heads of homes", "Led more than sixty places", "In the corridor"),
        brief="Eighty places, sixty employees, a good kitchen and three heads in four years.",
        pay="SEK 56,000–62,000 a month",
        snag=CARE,
    ),
    Order(
        *("Kvarnby Vård", "Interim unit manager", "interim", "care", 70, 3, 12),
        dates=(4, 6, 8),
        must_haves=("Can start within a week", "Plans staff for forty", "Nurse by training"),
        brief="The manager is on leave until spring.",
        pay="SEK 720 an hour",
        course="fills",
        starts_in=6,
    ),
    Order(
        *("Fjärdhamn Logistik", "Warehouse manager, nights", "permanent", "logistics", 29, 6, 22),
        dates=(14, 18, 26),
        must_haves=("Has led a night shift", "Knows a WMS inside out", "Calm when it is late"),
        brief="Forty people, from ten to six; parcels that must be in Oslo by morning.",
        pay="SEK 45,000–50,000 a month and nights",
        leaving=(Reason.RELOCATION, Reason.RELOCATION, Reason.STAYS),
        snag=MOVING,
        moves="Whoever decides is in Oslo that week and wants to meet them all in person.",
    ),
    Order(
        *("Polmetal", "Production manager", "permanent", "engineering", 78, 6, 26),
        dates=(15, 20, 28),
        must_haves=("Has led a foundry", "Brings accidents down", "Knows the unions"),
        brief="400 people in two halls; the target is half the accidents in a year.",
        pay="PLN 24,000–28,000 a month",
        course="fills",
        leaving=(Reason.EMPLOYER, Reason.STAYS, Reason.NOT_INTERESTED),
        snag=NAME,
        starts_in=88,
    ),
    Order(
        *("Polmetal", "Group controller", "search", "finance", 48, 10, 30),
        dates=(27, 32, 42),
        must_haves=("Consolidation in SAP", "Has sat across from auditors", "Plain speaker"),
        brief="Reports to the owners in Vienna, sits in Katowice; nobody there knows of it yet.",
        pay="PLN 22,000–26,000 a month",
        team=("Daan Visser",),
        confidential=True,
    ),
    Order(
        *("Zielona Apteka", "Regional sales manager", "permanent", "sales", 14, 6, 22),
        dates=(14, 19, 27),
        must_haves=("Knows pharmacies", "Has led people at a distance", "Likes to drive"),
        brief="Forty pharmacies between Kraków and the mountains.",
        pay="PLN 15,000–17,000 a month and a car",
    ),
    Order(
        *("Zielona Apteka", "Data analyst", "permanent", "data", 60, 6, 16),
        dates=(15, 19, 26),
        must_haves=("SQL without help", "Explains to pharmacists", "Kraków twice a week"),
        brief="Which shop needs what, and when: the first analyst of the house.",
        pay="PLN 12,000–14,000 a month",
        course="lost",
        ends_after=24,
        competition="The client asked two other agencies and its own network.",
    ),
    Order(
        *("Polmetal", "Interim maintenance manager", "interim", "engineering", 6, 3, 12),
        dates=(4, 6, 8),
        must_haves=("Can start within ten days", "Cranes and lifts", "Has led a shutdown"),
        brief="Two shutdowns before Christmas and nobody to lead them.",
        pay="PLN 180 an hour",
    ),
    Order(
        *("Tulpenveld Foods", "Supply chain planner", "permanent", "logistics", 41, 6, 22),
        dates=(14, 19, 27),
        must_haves=("Plans fresh goods", "SAP from the inside", "Dutch with the drivers"),
        brief="120 kitchens order until noon; lorries leave at four.",
        pay="EUR 52,000–58,000",
    ),
    Order(
        *("Waterman Ingenieurs", "Project engineer, dykes", "search", "engineering", 66, 14, 32),
        dates=(38, 43, 55),
        must_haves=("Degree in civil engineering", "Has led a site", "Speaks with farmers"),
        brief="Nine kilometres of dyke in six years, with everybody who lives behind it.",
        pay="EUR 62,000–70,000",
    ),
    Order(
        *("Harrow & Pike", "Claims team manager", "permanent", "sales", 75, 6, 24),
        dates=(14, 19, 26),
        must_haves=("Has led a claims team", "Coaches by listening in", "Leeds four days a week"),
        brief="Eighteen handlers, of whom five are new; the previous manager was promoted.",
        pay="GBP 48,000–54,000",
        course="fills",
        starts_in=70,
    ),
    Order(
        *("Tulpenveld Foods", "Interim operations manager", "interim", "logistics", 9, 3, 12),
        dates=(5, 7, 9),
        must_haves=("Can start at once", "Has run a cold store", "Dutch"),
        brief="Holds the kitchen in Utrecht together until the new manager comes.",
        pay="EUR 95 an hour",
    ),
)
