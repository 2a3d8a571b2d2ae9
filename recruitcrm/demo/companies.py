"""Twelve clients, with whoever orders and whoever decides."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.showing import ShownAs


@dataclass(frozen=True)
class Company:
    """A client: whoever ``orders`` (HR) and whoever ``decides``, each name, title."""

    name: str
    domain: str
    industry: str
    city: str
    country: str
    owner: str
    decides: tuple[str, str]
    orders: tuple[str, str] | None
    about: str
    fits: str = ""
    does_not_fit: str = ""
    deciding: str = ""
    shown_as: str = ShownAs.NAME  # how its people see candidates


COMPANIES = [
    Company(
        *("Nordvik Energi", "nordvik.example", "Energy", "Gävle", "SE", "Nina Lind"),
        ("Sara Berg", "Head of HR operations"),
        ("Hugo Falk", "HR partner"),
        "District heating and wind power; 900 employees in four towns.",
        "Hands-on people who explain things calmly.",
        "Consultants who only want to advise.",
        "Sara decides within two days when she has met three people.",
    ),
    Company(
        *("Lumen Retail", "lumen.example", "Retail", "Warszawa", "PL", "Nina Lind"),
        ("Peter Nowak", "Chief information officer"),
        ("Agata Zielińska", "Talent partner"),
        "Lamps in 140 shops and online; moving its data from a warehouse to the cloud.",
        "Engineers who talk to the shops.",
        deciding="Peter asks his team of four; reckon with a week.",
    ),
    Company(
        *("Brightly", "brightly.example", "Software", "London", "GB", "Nina Lind"),
        ("Peter Åkesson", "Chief product officer"),
        None,
        "Learning app for primary schools, 60 people, growing fast.",
        does_not_fit="Anybody who needs a finished design system.",
    ),
    Company(
        *("Havenbedrijf Zuid", "havenbedrijf.example", "Ports", "Rotterdam", "NL", "Nina Lind"),
        ("Willem de Groot", "Finance director"),
        ("Marieke Smit", "HR manager"),
        "Terminals and quays; publicly owned, careful, loyal to its people.",
        "People who stay, and who know IFRS by heart.",
        deciding="The works council is heard before every offer: two more days.",
    ),
    Company(
        *("Sundfors Stål", "sundfors.example", "Steel", "Borlänge", "SE", "Oskar Holm"),
        ("Göran Ek", "Plant director"),
        ("Malin Sjö", "HR manager"),
        "Special steel in small series, three shifts.",
        "Engineers who like the floor better than the office.",
    ),
    Company(
        *("Kvarnby Vård", "kvarnby.example", "Care", "Uppsala", "SE", "Oskar Holm"),
        ("Ingrid Sand", "Managing director"),
        ("Jenny Alm", "HR specialist"),
        "Eleven homes for the elderly, known for its staff canteens.",
        does_not_fit="Managers who are never in the corridor.",
        shown_as=ShownAs.INITIALS,
    ),
    Company(
        *("Fjärdhamn Logistik", "fjardhamn.example", "Logistics", "Göteborg", "SE", "Oskar Holm"),
        ("Tove Lindell", "Head of operations"),
        None,
        "Warehouses for other people's web shops.",
    ),
    Company(
        *("Polmetal", "polmetal.example", "Manufacturing", "Katowice", "PL", "Kasia Wrona"),
        ("Marek Wójcik", "Operations director"),
        ("Ewa Kubiak", "HR business partner"),
        "Castings for lifts and cranes, 1,100 employees.",
        "Plain speakers with a plan.",
    ),
    Company(
        *("Zielona Apteka", "zielona.example", "Pharmacies", "Kraków", "PL", "Kasia Wrona"),
        ("Joanna Mazur", "Chief executive"),
        ("Piotr Lis", "HR manager"),
        "Pharmacies in the south of Poland, family-owned.",
    ),
    Company(
        *("Tulpenveld Foods", "tulpenveld.example", "Food", "Utrecht", "NL", "Daan Visser"),
        ("Sanne Bakker", "Supply chain director"),
        ("Joost Mulder", "Recruiter"),
        "Ready meals for hospitals and schools.",
        deciding="Sanne decides alone and at once.",
    ),
    Company(
        *("Waterman Ingenieurs", "waterman.example", "Engineering", "Delft", "NL", "Daan Visser"),
        ("Bram Hoekstra", "Partner"),
        None,
        "Dykes, locks and pumping stations; 80 engineers.",
    ),
    Company(
        *("Harrow & Pike", "harrowpike.example", "Insurance", "Leeds", "GB", "Daan Visser"),
        ("Helen Marsh", "Claims director"),
        ("Tom Ashby", "People manager"),
        "Home and pet insurance, two hundred people in one building.",
    ),
]
