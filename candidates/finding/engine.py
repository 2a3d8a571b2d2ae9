"""The ids of those who fit, a page of them, by the way that is cheaper at any volume.

PostgreSQL guesses beforehand how many fit. What is common is met soon by walking through everybody
in order; what is rare is collected by its own index and then sorted. Left to itself it takes the
wrong way now and then, and walks past a million people to find three: docs/search.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from candidates.finding.among import Among, condition
from candidates.finding.orders import NEWEST, TABLE, Order
from candidates.models.which_candidates import CandidateQuerySet

FEW = 2_000  # who fit; so many are always collected
SMALL = 5_000  # candidates in all; then everything is collected, and counted exactly
COMMON = 0.005  # share of all from which walking is cheaper than collecting
COMMON_PHRASE = 0.01  # the same where texts must be read on the way, and read to collect them, too
COMMON_TEXT = 0.02  # the same where texts are read only on the way; unknown words are taken for 1 %
RANKED = 100  # of a common word, so many of the newest are ranked; the others follow them
RANKED_PHRASES = 50  # the same of phrases, of which all words' places must be read
RARER_PHRASES = 4  # times rarer than all of their words together, which are what is guessed
LONGEST_WALK = 20_000  # rows
LONGEST_THIN_WALK = 200_000  # entries of an index, past people who stand elsewhere
MOST_ALIKE = 200  # people with names that are only similar
# A second process, or a plan translated to machine code, begins later than the answer is there;
# what is searched mostly lies in memory, where looking a row up costs little; and a list of rows
# that does not fit into its memory becomes one of pages, whose every row must be looked at again.
AT_ONCE = (
    "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off; "
    "SET LOCAL random_page_cost = 0.2; SET LOCAL seq_page_cost = 0.2; SET LOCAL work_mem = '32MB'; "
)


@dataclass(frozen=True)
class Score:
    """What the best match is sorted by: SQL on a row, with its values; greater is better."""

    sql: str
    values: list[Any]


@dataclass
class Ids:
    """A page: ids in order, whether more follow in that direction, how many fit in all."""

    ids: list[int]
    more: bool
    count: int
    exact: bool
    last_ranked: int | None = None


@dataclass
class Engine:
    """``texts``: words are wanted, and with ``phrases`` also their places; ``first``: who is ranked
    before newer ones; ``among``: a part of what is wanted that is known without reading a row.
    """

    rows: CandidateQuerySet
    texts: bool = False
    phrases: bool = False
    first: Score | None = None
    among: Among | None = None
    rare: bool = field(init=False, default=False)  # nobody need guess how many
    where: str = field(init=False)
    values: tuple[Any, ...] = field(init=False, default=())
    collected: tuple[str, tuple[Any, ...]] = field(init=False)  # the same, by the cheaper way

    def __post_init__(self) -> None:
        self.where, self.values = self.collected = condition(self.rows)

    def or_similar(self, rows: CandidateQuerySet) -> Engine:
        """Those who fit as well as some of these, of whom there may be more than are wanted."""
        near, values = condition(rows)
        both = Engine(self.rows)
        both.rare = True
        both.where = (
            f"{TABLE}.id IN (SELECT id FROM {TABLE} WHERE {self.where} UNION ALL "
            f"(SELECT id FROM {TABLE} WHERE {near} LIMIT {MOST_ALIKE}))"
        )
        both.values = (*self.values, *values)
        both.collected = both.where, both.values
        return both

    @property
    def most_ranked(self) -> int:
        if self.rare:
            return MOST_ALIKE
        return min(RANKED, RANKED_PHRASES) if self.phrases else RANKED

    def page(self, order: Order, size: int, *, edge: int | None, backwards: bool = False) -> Ids:
        """In order of a key, behind the row with id ``edge`` if there is one."""
        found, everybody = self.estimate()
        turned = order.turned() if backwards else order
        if self.is_common(found, everybody):
            window = self.window(4 * (size + 1), found, everybody)
            ids = self.walk(turned, size + 1, window, edge)
            if len(ids) > size or window >= everybody:
                return Ids(ids[:size], len(ids) > size, found, exact=False)
        ids, count = self.collect(turned, size + 1, edge)
        return Ids(ids[:size], len(ids) > size, count, exact=True)

    def best(self, score: Score, size: int, *, edge: int | None, backwards: bool = False) -> Ids:
        """In order of the score: of all, or, of what is common, of the newest."""
        found, everybody = self.estimate()
        window = 0
        if self.is_common(found, everybody):
            window = self.window(3 * self.most_ranked, found, everybody)
        lines = self.ranked(score, size + 1, edge, backwards, window)
        sees_all = not window or window >= everybody
        enough = min(size + 1, self.most_ranked)
        if not sees_all and (not lines or lines[0][1] < enough):  # rarer than was guessed
            lines, sees_all = self.ranked(score, size + 1, edge, backwards, 0), True
        ids = [line[0] for line in lines]
        ranked, oldest = (lines[0][1], lines[0][2]) if lines else (0, None)
        exact = sees_all and ranked < self.most_ranked
        count = ranked if exact else max(found, ranked)
        follow = not exact and not self.rare
        return Ids(ids[:size], len(ids) > size, count, exact, oldest if follow else None)

    def ranked(
        self, score: Score, count: int, edge: int | None, backwards: bool, window: int
    ) -> list[Any]:
        """Each with how many were ranked, and the id of the oldest of them."""
        sql, values = self.newest(window)
        way, sign = ("ASC", ">") if backwards else ("DESC", "<")
        beyond = f"WHERE (score, id) {sign} (SELECT score, id FROM ranked WHERE id = %s)"
        statement = f"""
            WITH newest AS MATERIALIZED ({sql}),
            ranked AS MATERIALIZED (
                SELECT {TABLE}.id, {score.sql} AS score
                FROM newest JOIN {TABLE} ON {TABLE}.id = newest.id
            )
            SELECT id, (SELECT count(*) FROM newest),
                (SELECT id FROM newest ORDER BY created_at, id LIMIT 1) AS oldest
            FROM ranked {beyond if edge else ""}
            ORDER BY score {way}, id {way} LIMIT %s
        """
        behind = [edge] if edge else []
        return self.ask(statement, [*values, *score.values, *behind, count])

    def newest(self, window: int) -> tuple[str, list[Any]]:
        """The newest who fit, so many as are ranked, among so many; with 0 among everybody."""
        columns = f"{TABLE}.id, {TABLE}.created_at"
        most = self.most_ranked
        if window:
            sql, walked = self.walked(NEWEST, "", [], window)
            return f"SELECT {columns} FROM {sql} LIMIT %s", [*walked, most]
        by, named = NEWEST.by, []
        if self.first:
            by, named = f"{self.first.sql} DESC, {by}", self.first.values
        where, values = self.collected
        fitting = f"SELECT {columns}, {TABLE}.plain_name FROM {TABLE} WHERE {where}"
        sql = f"SELECT {columns} FROM ({fitting} OFFSET 0) {TABLE} ORDER BY {by} LIMIT %s"
        return sql, [*values, *named, most]

    def walk(self, order: Order, count: int, window: int, edge: int | None) -> list[int]:
        """Through everybody in order, for so many rows at most; PostgreSQL cannot do otherwise."""
        beyond = f"WHERE {order.beyond}" if edge else ""
        sql, values = self.walked(order, beyond, [edge] * 3 if edge else [], window)
        by = order.named("place").by
        by = by if self.among is None else by.replace(TABLE, "passed")
        statement = f"SELECT {TABLE}.id FROM {sql} ORDER BY {by} LIMIT %s"
        return [line[0] for line in self.ask(statement, [*values, count])]

    def walked(
        self, order: Order, beyond: str, behind: list[Any], window: int
    ) -> tuple[str, list[Any]]:
        """The rows that are walked past and the condition; of few people, only theirs are read."""
        key = f"{order.key} AS place"
        if self.among is None:
            inside = f"SELECT *, {key} FROM {TABLE} {beyond} ORDER BY {order.by} LIMIT %s"
            return f"({inside}) {TABLE} WHERE {self.where}", [*behind, window, *self.values]
        ids, of_ids = self.among.ids.query.sql_with_params()
        others, values = condition(self.among.others)
        inside = f"SELECT {TABLE}.id, {key} FROM {TABLE} {beyond} ORDER BY {order.by} LIMIT %s"
        row = f"SELECT {TABLE}.*, passed.place FROM {TABLE} WHERE id = passed.id AND {others}"
        sql = (
            f"({inside}) passed CROSS JOIN LATERAL ({row} OFFSET 0) {TABLE} "
            f"WHERE (passed.id IN ({ids})) IS TRUE"
        )
        return sql, [*behind, window, *values, *of_ids]

    def collect(self, order: Order, count: int, edge: int | None) -> tuple[list[int], int]:
        """All who fit, by their own indexes, then sorted; and how many they are."""
        beyond = f"WHERE {order.beyond}" if edge else ""
        key = order.key.replace(f"{TABLE}.", "")
        columns = [name for name in ("plain_name", "created_at", "available_on") if name in key]
        columns += ["last_contact_at"] if "last_contact_at" in key else []
        said = ", ".join(f"{TABLE}.{name}" for name in ("id", *columns))
        where, values = self.collected
        statement = f"""
            WITH found AS MATERIALIZED (SELECT {said} FROM {TABLE} WHERE {where})
            SELECT id, (SELECT count(*) FROM found) FROM found {TABLE} {beyond}
            ORDER BY {order.by} LIMIT %s
        """
        behind = [edge] * 3 if edge else []
        lines = self.ask(statement, [*values, *behind, count])
        return [line[0] for line in lines], lines[0][1] if lines else 0

    def is_common(self, found: int, everybody: int) -> bool:
        if self.among is not None:
            return everybody > SMALL and found * LONGEST_THIN_WALK > 3 * RANKED * everybody
        share = COMMON_TEXT if self.texts else COMMON
        share = COMMON_PHRASE if self.phrases else share
        return everybody > SMALL and found > max(FEW, share * everybody)

    def window(self, wanted: int, found: int, everybody: int) -> int:
        """How many to walk past to meet so many, with a margin."""
        longest = LONGEST_WALK if self.among is None else LONGEST_THIN_WALK
        margin = RARER_PHRASES if self.phrases else 1
        return min(longest, margin * wanted * everybody // found + 1)

    def estimate(self) -> tuple[int, int]:
        """How many PostgreSQL believes to fit, and how many there are, without looking at them.

        It also says which way of collecting them is the cheaper one.
        """
        if self.rare:
            return 1, 1
        ways = [(self.where, self.values)]
        if self.among is not None and self.among.near is not None:
            ways.append(self.among.without_reading())
        members = [f"(SELECT id FROM {TABLE} WHERE {where})" for where, _values in ways]
        statement = " UNION ALL ".join((*members, f"(SELECT id FROM {TABLE})"))
        values = [value for _where, said in ways for value in said]
        said = self.ask(f"EXPLAIN (FORMAT JSON) {statement}", values)[0][0]
        plan = (json.loads(said) if isinstance(said, str) else said)[0]["Plan"]
        parts = [part for part in plan.get("Plans", []) if part["Parent Relationship"] == "Member"]
        parts = parts or [plan]  # what can fit nobody is planned away
        everybody = int(parts[-1]["Plan Rows"])
        found = int(parts[0]["Plan Rows"]) if len(parts) > 1 else 0
        if len(parts) > len(ways) > 1:
            self.collected = min(zip(parts, ways, strict=False), key=cost)[1]
        return max(found, 1), max(everybody, 1)

    def ask(self, statement: str, values: list[Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(AT_ONCE + statement, values)
            return list(cursor.fetchall())


def cost(way: tuple[dict[str, Any], Any]) -> float:
    return float(way[0]["Total Cost"])
