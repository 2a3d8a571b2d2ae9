"""Where towns lie: by what names candidates say that they live near one."""

from __future__ import annotations

from functools import lru_cache

from django.db import connection
from django.db.models import Q, Value
from django.db.models.functions import Lower

from accounts.search_names import Unaccented

KM_OF_A_DEGREE = 111.2
# The town that is meant, by whichever of its names; without a country the largest of that name.
NEAR = """
    WITH meant AS (
        SELECT latitude, longitude FROM candidates_place
        WHERE plain_name = lower(immutable_unaccent(%(city)s))
          AND (%(country)s = '' OR country = %(country)s)
        ORDER BY population DESC LIMIT 1
    )
    SELECT country, array_agg(plain_name)
    FROM candidates_place, LATERAL (SELECT latitude AS lat, longitude AS lon FROM meant) it
    WHERE latitude BETWEEN
            (SELECT latitude FROM meant) - %(km)s / %(degree)s - 0.001
        AND (SELECT latitude FROM meant) + %(km)s / %(degree)s + 0.001
      AND (%(country)s = '' OR country = %(country)s)
      AND 12742 * asin(sqrt(least(1,
            power(sin(radians(latitude - lat) / 2), 2)
            + cos(radians(latitude)) * cos(radians(lat))
            * power(sin(radians(longitude - lon) / 2), 2)
        ))) <= %(km)s + 0.05
    GROUP BY country
"""


def living_near(city: str, country: str, km: int | None) -> Q:
    """Whoever lives there, whatever they call it, or in a town within so many kilometres."""
    near = towns_near(city, country, km or 0)
    if not near:  # a place that no list knows: those who write it in the same way
        return Q(plain_city=Lower(Unaccented(Value(city))))
    found = Q()
    for code, names in near:
        found |= Q(country=code, plain_city__in=names)
    return found


def called_like(city: str, country: str, km: int | None) -> Q:
    """Whoever lives in a town of these names, in whatever country: for an index of names alone."""
    names = {name for _code, names in towns_near(city, country, km or 0) for name in names}
    if not names:
        return living_near(city, country, km)
    return Q(plain_city__in=sorted(names))


@lru_cache(maxsize=256)
def towns_near(city: str, country: str, km: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Their names by country; asked once, for towns stay where they are."""
    about: dict[str, str | float] = {
        "city": city,
        "country": country,
        "km": km,
        "degree": KM_OF_A_DEGREE,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAR, about)
        return tuple((code, tuple(names)) for code, names in cursor.fetchall())
