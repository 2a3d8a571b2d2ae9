"""Names as they are common in four countries, and towns to live in."""

from __future__ import annotations

FIRST = {
    "SE": (
        "Anna Erik Karin Lars Maja Johan Elin Anders Sofia Per Linnea Magnus Ida Fredrik "
        "Emma Henrik Lisa Gustav Hanna Mikael Sanna Jonas Åsa Viktor Moa Amir Nour Leila "
        "Yusuf Samira Björn Ylva"
    ),
    "PL": (
        "Agnieszka Tomasz Katarzyna Paweł Magdalena Michał Monika Krzysztof Joanna Łukasz "
        "Aleksandra Jakub Natalia Marcin Karolina Piotr Zofia Bartosz Weronika Adam "
        "Dorota Rafał Beata Grzegorz Olena Iryna Wojciech Małgorzata"
    ),
    "NL": (
        "Anouk Sander Femke Jeroen Lotte Thijs Iris Ruben Eva Pieter Maartje Koen Fleur "
        "Bas Noor Lars Esther Gijs Mila Daan Wouter Roos Youssef Fatima Rik Sofie Stijn "
        "Inge"
    ),
    "GB": (
        "Olivia Jack Amelia George Priya Harry Grace Oliver Zara Thomas Chloe James Aisha "
        "William Ruth Callum Fiona Owen Megan Rhys Imran Beth Kofi Naomi Ewan Holly Dev "
        "Sian"
    ),
}
LAST = {
    "SE": (
        "Andersson Lindgren Berglund Nyström Sandberg Hedlund Forsberg Engström Lundqvist "
        "Åberg Wallin Hellström Björk Dahlgren Norén Öberg Strand Sjögren Ekström Blom "
        "Haddad Rahimi Kaya Holmqvist"
    ),
    "PL": (
        "Kowalska Nowicki Wiśniewska Zając Kamińska Lewandowski Zielińska Szymański "
        "Dąbrowska Kozłowski Jankowska Mazurek Krawczyk Piotrowska Grabowski Pawlak "
        "Michalska Król Wieczorek Sikora Shevchenko"
    ),
    "NL": (
        "de Vries Jansen van Dijk Bakker Visser Smit Meijer de Boer Mulder Bos Vos Peters "
        "Hendriks van Leeuwen Dekker Brouwer Kuipers Willems Hoekstra Koster El Amrani "
        "Prins"
    ),
    "GB": (
        "Taylor Hughes Patel Walker Wright Green Hall Wood Clarke Khan Evans Roberts "
        "Campbell Mitchell Ward Cooper Bailey Murray Okafor Shaw Price Lloyd Fraser Begum"
    ),
}
CITIES = {
    "SE": ("Stockholm", "Göteborg", "Uppsala", "Gävle", "Västerås", "Örebro", "Linköping", "Falun"),
    "PL": ("Warszawa", "Kraków", "Katowice", "Wrocław", "Łódź", "Gdańsk", "Poznań", "Lublin"),
    "NL": (
        "Rotterdam",
        "Amsterdam",
        "Utrecht",
        "Delft",
        "Den Haag",
        "Eindhoven",
        "Breda",
        "Arnhem",
    ),
    "GB": ("London", "Leeds", "Manchester", "Bristol", "York", "Sheffield", "Reading", "Cardiff"),
}
# Endings of women's and men's family names in Polish.
FEMALE_ENDINGS = {"ski": "ska", "cki": "cka", "dzki": "dzka"}
NL_PARTICLES = {"de", "van", "El"}


def last_names(country: str) -> list[str]:
    """The family names of a country, particles kept with what follows them."""
    found: list[str] = []
    particle = ""
    for word in LAST[country].split():
        if word in NL_PARTICLES:
            particle = f"{word} "
            continue
        found.append(particle + word)
        particle = ""
    return found


def agreed(first: str, last: str, country: str) -> str:
    """The family name as a Polish woman or man bears it."""
    if country != "PL":
        return last
    woman = first.endswith("a") and first not in {"Kuba"}
    for male, female in FEMALE_ENDINGS.items():
        if woman and last.endswith(male):
            return last[: -len(male)] + female
        if not woman and last.endswith(female):
            return last[: -len(female)] + male
    return last
