# ruff: noqa: E501, SIM905 (lists of words)
"""A million made-up candidates, by SQL, in a database of their own that is kept for the next time.

Names, places, roles, skills and words are drawn unevenly, as in life: a few are everywhere, most
are rare. The same number makes the same people. A CV has about eighty words here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

from django.db import connection

from bench.site import say

FIRST = """Anna Erik Maria Lars Karin Anders Johan Eva Per Kristina Sara Nils Lena Emma Åsa Björn
Göran Ulrika Fredrik Malin Ewa Piotr Agnieszka Krzysztof Małgorzata Andrzej Joanna Tomasz Katarzyna
Paweł Zofia Łukasz Jan Jeroen Sanne Daan Lotte Willem Fleur Bram Saskia Mohammed Fatima Amira Yusuf
James Emily Oliver Grace Thomas Laura Peter Hanna Martin Elin""".split()
SYLLABLES = (
    "Berg Lind Sjö Dal Ek Norr Söder Väster Åker Holm Malin Kowal Wiś Zieliń Szymań Woj Kamiń "
    "Lewan Van_Dijk Van_den_Bos De_Vries Jans Bakk Viss Smit Meij Mul Hend Thom Wil Har Car",
    "ström qvist gren man berg lund stedt blad ander ow ost ek inger en ing ard el ev ik or",
    " sson ski ska wicz czyk s a e er",
)
CITIES = """Stockholm:30 Göteborg:16 Malmö:12 Uppsala:7 Lund:5 Warszawa:18 Kraków:9 Wrocław:7 Łódź:5
Gdańsk:5 Amsterdam:12 Rotterdam:7 Utrecht:6 Eindhoven:4 Örebro:3 Linköping:3 Helsingborg:3 Umeå:2
Poznań:5 Katowice:4 Västerås:3 Solna:3 Nacka:2 Södertälje:2 Täby:2 Norrköping:2 Växjö:1 Kalmar:1
Lublin:2 Gdynia:2 Groningen:2 Tilburg:2 Breda:1 Haarlem:1 Delft:1 Ystad:1 Kiruna:1 Sopot:1""".split()
COUNTRY = {
    "PL": "Warszawa Kraków Wrocław Łódź Gdańsk Poznań Katowice Lublin Gdynia Sopot".split(),
    "NL": "Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Breda Haarlem Delft".split(),
}
ROLES = """Payroll_manager Lönechef HR_manager Controller Business_controller Ekonomichef Księgowy
Software_engineer Data_engineer Projektledare Project_manager Inköpare Buyer Sales_manager Säljchef
Site_manager Platschef Recruiter Salarisadministrateur Logistics_planner Test_engineer Architect
Product_owner Scrum_master Nurse Financial_analyst Tax_advisor Legal_counsel Marketing_manager
Key_account_manager Quality_engineer Mechanical_engineer Kadrowa Specjalista_ds_płac Konsultant""".split()
LEVELS = ("", "Senior ", "Interim ", "Junior ", "Lead ")
SKILLS = """Hogia Visma SAP Excel Python Java SQL Kubernetes C++ .NET React IFRS Payroll Agda Workday
Union_agreements Recruiting Negotiation Lean Six_sigma AutoCAD SolidWorks Prince2 Scrum Azure AWS
Power_BI Tableau Salesforce Logistics Procurement GDPR Tax Audit Budgeting Forecasting""".split()
STEMS = (
    "led built löne manag report rekryter budget kontroll admin plan utveck ansvar projekt system "
    "client kund team proces zarządz księg rozwój wdroż obsług prowadz beheer ontwikkel leiding "
    "verantwoord ondersteun samen",
    "ing ed er s ning are ade ar ande ning anie eniem ów ami y het en de elijk "
    "ment ation ive al ic ous able ful ist",
)
TABLES = """
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TABLE bench.word AS SELECT row_number() OVER () AS id, word
    FROM unnest(%(words)s::text[]) word;
CREATE TABLE bench.part AS
    SELECT part AS id, string_agg(word, ' ' ORDER BY place) AS text
    FROM (
        SELECT part, place, 1 + floor(%(many_words)s
            * power(abs(hashint8(part * 64 + place)::bigint) %% 100000 / 100000.0, 2.5))::int AS id
        FROM generate_series(1, 4000) part, generate_series(1, 40) place
    ) drawn
    JOIN bench.word USING (id) GROUP BY part;
ALTER TABLE bench.part ADD PRIMARY KEY (id);
"""
# Of each column a number of its own from 0 to 1, the same every time.
DRAWN = "(abs(hashint8extended(i, {salt})) %% 1000003 / 1000003.0)"
PEOPLE = """
INSERT INTO candidates_candidate (
    first_name, last_name, headline, employer, email, phone, city, country, language, profile_link,
    skills, languages, tags, wants_kinds, available_on, expects, expects_from, expects_to,
    expects_currency, expects_per, about, cv_text, news_rhythm, source, owner_id, created_at,
    last_contact_at, privacy_notice_at, privacy_notice_how
)
SELECT
    (%(first)s::text[])[1 + floor({a} * {a} * %(firsts)s)::int],
    replace((%(syllable_1)s::text[])[1 + floor({b} * %(many_1)s)::int], '_', ' ')
        || (%(syllable_2)s::text[])[1 + floor({c} * %(many_2)s)::int]
        || (%(syllable_3)s::text[])[1 + floor({d} * {d} * %(many_3)s)::int],
    (%(level)s::text[])[1 + floor({e} * 5)::int]
        || (%(role)s::text[])[1 + floor({f} * {f} * %(roles)s)::int],
    (%(syllable_1)s::text[])[1 + floor({g} * %(many_1)s)::int] || ' '
        || (ARRAY['Group', 'AB', 'Sp. z o.o.', 'BV', 'Partners'])[1 + floor({h} * 5)::int],
    'person' || i || '@people.example', '+46 70 ' || 1000000 + i, town.city, town.country,
    CASE town.country WHEN 'SE' THEN 'sv' WHEN 'PL' THEN 'pl' ELSE 'nl' END, '',
    ARRAY(
        SELECT DISTINCT (%(skill)s::text[])[
            1 + floor(power(abs(hashint8extended(i, 70 + n)) %% 100003 / 100003.0, 2)
            * %(skills)s)::int]
        FROM generate_series(1, 5) n
    ) || CASE WHEN i %% 1000 = 7 THEN ARRAY['Zirconium'] ELSE '{{}}' END,
    CASE WHEN {k} < 0.4 THEN ARRAY['sv', 'en'] WHEN {k} < 0.7 THEN ARRAY['pl', 'en']
        WHEN {k} < 0.98 THEN ARRAY['nl', 'en'] ELSE ARRAY['fi', 'en'] END,
    CASE WHEN {l} < 0.01 THEN ARRAY['vip'] WHEN {l} < 0.1 THEN ARRAY['newsletter'] ELSE '{{}}' END,
    CASE WHEN {m} < 0.2 THEN ARRAY['interim'] WHEN {m} < 0.25 THEN ARRAY['search']
        ELSE ARRAY['permanent'] END,
    CASE WHEN {n} < 0.3 THEN date '2026-06-01' + floor({n} * 1200)::int END, '',
    30000 + floor({o} * 60)::int * 1000, 45000 + floor({o} * 60)::int * 1000,
    CASE town.country WHEN 'SE' THEN 'SEK' WHEN 'PL' THEN 'PLN' ELSE 'EUR' END, 'month',
    one.text, one.text || ' ' || two.text, 'weekly', '', %(owners)s + i %% 12,
    timestamptz '2026-11-01' - i * interval '2 minutes',
    CASE WHEN {p} < 0.6 THEN timestamptz '2026-11-01' - {p} * interval '1500 days' END,
    CASE WHEN {q} < 0.97 THEN timestamptz '2026-01-01' END, CASE WHEN {q} < 0.97 THEN 'mail' ELSE '' END
FROM generate_series(%(start)s::bigint, %(end)s::bigint) i
JOIN bench.town town ON town.id = 1 + floor({r} * %(towns)s)::int
JOIN bench.part one ON one.id = 1 + floor({s} * 4000)::int
JOIN bench.part two ON two.id = 1 + floor({t} * 4000)::int
"""
CANDIDACIES = """
INSERT INTO processes_candidacy (assignment_id, candidate_id, stage, stage_since, added_at, {others})
SELECT %(assignment)s, id,
    (ARRAY['identified', 'contacted', 'interested', 'interviewed'])[1 + id / 20 %% 4],
    now(), now(), {defaults}
FROM candidates_candidate WHERE id %% 20 = 3
"""


def draw(statement: str) -> str:
    letters = "abcdefghijklmnopqrst"
    return statement.format(
        **{letter: DRAWN.format(salt=salt) for salt, letter in enumerate(letters, 1)}
    )


def words() -> list[str]:
    stems, endings = (part.split() for part in STEMS)
    made = [stem + ending for stem, ending in product(stems, endings)]
    return sorted(made, key=lambda word: hash_of(word)) + [word.replace("_", " ") for word in ROLES]


def hash_of(word: str) -> int:
    number = 0
    for sign in word:
        number = (number * 31 + ord(sign)) % 99991
    return number


def fill(people: int, *, owners: int, at_once: int = 5_000) -> None:
    """So many candidates; without indexes first, for those are made faster afterwards."""
    say(f"{people} candidates are made")
    said: dict[str, Any] = {
        "words": words(),
        "many_words": len(words()),
        "first": FIRST,
        "firsts": len(FIRST),
        "level": list(LEVELS),
        "role": [role.replace("_", " ") for role in ROLES],
        "roles": len(ROLES),
        "skill": [skill.replace("_", " ") for skill in SKILLS],
        "skills": len(SKILLS),
        "owners": owners,
    }
    for place, syllables in enumerate(SYLLABLES, 1):
        said[f"syllable_{place}"] = ["", *syllables.split()] if place == 3 else syllables.split()
        said[f"many_{place}"] = len(said[f"syllable_{place}"])
    towns = [name for city in CITIES for name in [city.split(":")[0]] * int(city.split(":")[1])]
    said["towns"] = len(towns)
    with connection.cursor() as cursor:
        cursor.execute(TABLES, said)
        cursor.execute("CREATE TABLE bench.town (id int PRIMARY KEY, city text, country text)")
        for number, name in enumerate(towns, 1):
            country = next((code for code, names in COUNTRY.items() if name in names), "SE")
            cursor.execute("INSERT INTO bench.town VALUES (%s, %s, %s)", [number, name, country])
        cursor.execute("ANALYZE")
    starts = list(range(1, people + 1, at_once))
    with without_indexes():
        two = [
            threading.Thread(target=write, args=[starts[half::2], people, at_once, said])
            for half in (0, 1)
        ]
        for thread in two:
            thread.start()
        for thread in two:
            thread.join()
        with connection.cursor() as cursor:  # triggers were asleep
            cursor.execute(
                "INSERT INTO candidates_name_word (word) "
                "SELECT DISTINCT unnest(words_of_name(plain_name)) FROM candidates_candidate"
            )
        say("indexes are made")


def write(starts: list[int], people: int, at_once: int, said: dict[str, Any]) -> None:
    statement = draw(PEOPLE)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica; SET synchronous_commit = off")
            for start in starts:
                end = min(start + at_once - 1, people)
                cursor.execute(statement, {**said, "start": start, "end": end})
                if start % 50_000 == 1:
                    say(f"{start + at_once} …")
    finally:
        connection.close()


@contextmanager
def without_indexes() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'candidates_candidate' "
            "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
        there = cursor.fetchall()
        for name, _made in there:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for name, made in there:
            cursor.execute(made)
            say(f"{name} is there")
        cursor.execute("VACUUM (ANALYZE) candidates_candidate")


def put_some_on(assignment: int) -> None:
    """One in twenty stands somewhere on an assignment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(column_name), CASE data_type WHEN 'boolean' THEN 'false' ELSE '''''' END "
            "FROM information_schema.columns WHERE table_name = 'processes_candidacy' "
            "AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' "
            "AND column_name NOT IN "
            "('assignment_id', 'candidate_id', 'stage', 'stage_since', 'added_at')"
        )
        columns, defaults = zip(*cursor.fetchall(), strict=True)
        cursor.execute("SET session_replication_role = replica")
        statement = CANDIDACIES.format(others=", ".join(columns), defaults=", ".join(defaults))
        cursor.execute(statement, {"assignment": assignment})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM (ANALYZE) processes_candidacy")
