"""Finding people: a page of those who fit, marks for its neighbours, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from candidates.finding import text
from candidates.finding.among import Among
from candidates.finding.criteria import at_stages, fitting, stands_at
from candidates.finding.engine import Engine, Ids, Score
from candidates.finding.marks import beginnings
from candidates.finding.orders import NEWEST, ORDERS, TABLE
from candidates.finding.places import called_like
from candidates.finding.steps import Step, step_of
from candidates.finding.wanted import Wanted
from candidates.models import Candidate
from candidates.models.which_candidates import CandidateQuerySet

PAGE = 50
EXACTLY = 1_000  # people; of more it is said about how many they are
TOO_FEW = 5  # then names are looked for that are like what was typed
READ_OF_A_CV = 6_000  # letters that are looked through for what was found
SEARCHED_OF_A_CV = 50_000  # as found_by has it
BEFORE_THE_FIRST = 1_000
AROUND_THE_FIRST = """
    CASE WHEN length(cv_text) <= %s THEN cv_text
    ELSE substr(cv_text, greatest(
        1, regexp_instr(left(cv_text, %s), %s, 1, 1, 0, 'i') - %s
    ), %s) END
"""


@dataclass(frozen=True)
class Found:
    """``after`` and ``before`` ask for the neighbouring pages; empty where there are none.

    ``similar``: too few were found, so names that are only like what was typed are among them.
    """

    rows: list[Candidate]
    after: str
    before: str
    count: int
    count_is_estimate: bool
    similar: bool = False

    @property
    def summary(self) -> str:
        """ "12 people", or "about 12,000 people"."""
        if not self.count_is_estimate:
            said = ngettext("%(count)s person", "%(count)s people", self.count)
            return said % {"count": number_format(self.count, force_grouping=True)}
        return _("about %(count)s people") % {
            "count": number_format(self.count, force_grouping=True)
        }


def find(
    wanted: Wanted,
    *,
    at: datetime,
    user: User,
    after: str = "",
    before: str = "",
    size: int = PAGE,
    owners: bool = False,
) -> Found:
    """A page of those who fit and may be found; a mark that nobody wrote begins the list anew.

    With ``owners`` it is known at once who looks after them.
    """
    step = step_of(after, before, ranked=wanted.order == "best")
    ids, similar = _ids(wanted, user, at, size, step)
    if not ids.ids and step.beyond and step.backwards:
        step = Step(backwards=True)
        ids, similar = _ids(wanted, user, at, size, step)
    if not ids.ids and step != Step():  # the person at the edge is gone
        step = Step()
        ids, similar = _ids(wanted, user, at, size, step)
    next_mark, back_mark = step.neighbours(ids)
    page = ids.ids[::-1] if step.backwards else ids.ids
    is_estimate = not ids.exact
    return Found(
        rows=_rows(page, wanted, owners=owners),
        after=next_mark,
        before=back_mark,
        count=_rounded(ids.count) if is_estimate else ids.count,
        count_is_estimate=is_estimate,
        similar=similar,
    )


def all_ids(wanted: Wanted, limit: int, *, user: User, at: datetime) -> list[int]:
    """The ids of those who fit, so many at most: for what is done to all found.

    In the order of the list; the newest first where that is the best match.
    """
    if wanted.order == "best":
        wanted = wanted.but(sort="newest")
    return _ids(wanted, user, at, limit, Step())[0].ids


def first_ids(typed: str, size: int, *, user: User, at: datetime) -> list[int]:
    """The ids of those whom a short list names: names that begin so before all other words."""
    return _ids(Wanted(q=typed), user, at, size, Step(), names_first=True)[0].ids


def _ids(
    wanted: Wanted,
    user: User,
    at: datetime,
    size: int,
    step: Step,
    *,
    names_first: bool = False,
) -> tuple[Ids, bool]:
    """A page of ids, and whether names that are only similar are among them."""
    anybody = fitting(wanted.but(q="", stages=()), user=user, at=at)
    engine = _engine(wanted, anybody, user)
    edge, backwards = step.edge, step.backwards
    if wanted.order != "best":
        found = engine.page(ORDERS[wanted.order], size, edge=edge, backwards=backwards)
    elif step.beyond:
        return step.cut(engine.page(NEWEST, size, edge=edge, backwards=backwards)), False
    else:
        score = _rank(wanted)
        if names_first and text.read(wanted.q).is_plain:
            engine.first = _named(wanted)
            score = Score(f"{score.sql} + 2 * {_named(wanted).sql}", [*score.values, wanted.q])
        found = engine.best(score, size, edge=edge, backwards=backwards)
    if found.count >= TOO_FEW or not wanted.q or not text.may_be_a_name(wanted.q):
        return found, False
    similar = anybody.filter(text.like(wanted.q))
    if wanted.stages:
        similar = similar.filter(stands_at(wanted.stages, user))
    if found.count == len(found.ids):  # all of them are known, and need not be found again
        engine.where, engine.values = f"{TABLE}.id = ANY(%s)", (found.ids,)
    both = engine.or_similar(similar)
    if wanted.order == "best":
        more = both.best(_likeness(wanted, engine), size, edge=edge, backwards=backwards)
    else:
        more = both.page(ORDERS[wanted.order], size, edge=edge, backwards=backwards)
    return more, more.count > found.count


def _engine(wanted: Wanted, anybody: CandidateQuerySet, user: User) -> Engine:
    """``anybody``: whoever fits all but words and stages."""
    rows = anybody.filter(text.fits(wanted.q)) if wanted.q else anybody
    phrases = bool(wanted.q) and any(piece.phrase for piece in text.read(wanted.q).pieces)
    if not wanted.stages:
        return Engine(rows, texts=bool(wanted.q), phrases=phrases)
    near = (
        Candidate.objects.filter(called_like(wanted.city, wanted.country, wanted.km)).order_by()
        if wanted.city
        else None
    )
    among = Among(at_stages(wanted.stages, user).values("candidate_id"), others=rows, near=near)
    rows = rows.filter(stands_at(wanted.stages, user))
    return Engine(rows, texts=bool(wanted.q), phrases=phrases, among=among)


def _rank(wanted: Wanted) -> Score:
    query, values = text.read(wanted.q).query
    return Score(f"ts_rank(found_by, {query})", values)


def _named(wanted: Wanted) -> Score:
    """1 for whoever has a name of words that begin like all those that were typed."""
    begun = f"to_tsvector('simple'::regconfig, {TABLE}.plain_name) @@ names_wanted(%s)"
    return Score(f"({begun})::int", [wanted.q])


def _likeness(wanted: Wanted, found: Engine) -> Score:
    """Those who were found by their words come first, then the names that are most alike."""
    rank = _rank(wanted)
    by_words = f"{TABLE}.id IN (SELECT id FROM {TABLE} WHERE {found.where})"
    alike = f"strict_word_similarity(lower(immutable_unaccent(%s)), {TABLE}.plain_name) / 1000"
    score = f"(CASE WHEN {by_words} THEN 1 + {rank.sql} ELSE 0 END + {alike})"
    return Score(score, [*found.values, *rank.values, wanted.q])


def _rows(ids: list[int], wanted: Wanted, *, owners: bool) -> list[Candidate]:
    people = Candidate.objects.filter(pk__in=ids).order_by()
    if owners:
        people = people.select_related("owner")
    if wanted.q:  # for the marks: see marks.py
        people = people.annotate(cv_start=_of_the_cv(wanted))
    by_id = {person.pk: person for person in people}
    return [by_id[pk] for pk in ids if pk in by_id]


def _of_the_cv(wanted: Wanted) -> RawSQL:
    """What is looked through for marks: of a long CV what stands around the first of the words."""
    begins = "|".join(beginnings(text.read(wanted.q).pieces))
    values = [READ_OF_A_CV, SEARCHED_OF_A_CV, rf"\m(?:{begins})", BEFORE_THE_FIRST, READ_OF_A_CV]
    return RawSQL(AROUND_THE_FIRST, values, output_field=TextField())


def _rounded(count: int) -> int:
    """Two digits say enough of a guess."""
    unit: int = 10 ** max(len(str(count)) - 2, 0)
    return (count + unit // 2) // unit * unit
