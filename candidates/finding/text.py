"""Free text as a search engine's user types it: words, "phrases", -without, this or that.

A word finds its other forms in four languages, the last word may still be on its way, and accents
do not matter; a phrase is found as it stands. Names are found by their beginnings in any order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL

PIECE = re.compile(r'(-?)"([^"]*)"?|(\S+)')
WITHIN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])(?!\S*@)")  # payroll-manager is two words, too
# Between groups of words, in whatever language; in each of these another word beside it.
OR = "or"
OWN_OR = {"sv": "eller", "pl": "lub", "nl": "of"}
MOST = 16  # pieces; beyond, nobody types
SHORTEST_BEGUN = 3  # letters of a word that is on its way; fewer begin thousands of words


@dataclass(frozen=True)
class Piece:
    """One word or phrase; ``begun``: it may be the beginning of a word."""

    text: str
    phrase: bool = False
    without: bool = False
    begun: bool = False

    @property
    def sql(self) -> tuple[str, list[object]]:
        sign = "!!" if self.without else ""
        if self.phrase:
            plain = "immutable_unaccent(%s)"
            return f"{sign}phraseto_tsquery('simple'::regconfig, {plain})", [self.text]
        return f"{sign}word_wanted(%s, %s)", [self.text, self.begun]


@dataclass(frozen=True)
class Typed:
    """What was typed, as the pieces of which any group must fit, each group as a whole."""

    groups: tuple[tuple[Piece, ...], ...]
    has_operators: bool

    @property
    def is_plain(self) -> bool:
        """Nothing but words: no operators, and no signs that stand alone."""
        words = (any(map(str.isalnum, piece.text)) for piece in self.pieces)
        return not self.has_operators and all(words)

    @property
    def pieces(self) -> list[Piece]:
        """All that is looked for, without what must not be there."""
        return [piece for group in self.groups for piece in group if not piece.without]

    @property
    def query(self) -> tuple[str, list[object]]:
        """The text query as SQL, with its values."""
        ors, values = [], []
        for group in self.groups:
            ands = []
            for piece in group:
                sql, said = piece.sql
                ands.append(sql)
                values += said
            ors.append(f"({' && '.join(ands)})")
        return f"({' || '.join(ors)})", values


def read(typed: str) -> Typed:
    """Takes apart what was typed; signs that mean nothing are words that nobody has."""
    groups: list[list[Piece]] = [[]]
    operators = False
    for minus, phrase, word in PIECE.findall(typed)[:MOST]:
        if word.lower() == OR and groups[-1]:
            groups.append([])
            operators = True
        elif word:
            without = len(word) > 1 and word[0] == "-" and word[1].isalnum()
            operators |= without
            parts = [word[1:]] if without else WITHIN.split(word)
            groups[-1] += [Piece(part, without=without) for part in parts]
        elif phrase.strip():
            operators = True
            groups[-1].append(Piece(phrase, phrase=True, without=bool(minus)))
    kept = [group for group in groups if group] or [[Piece(typed)]]
    if not operators:
        last = kept[-1][-1]
        kept[-1][-1] = Piece(last.text, begun=len(last.text) >= SHORTEST_BEGUN)
    return Typed(tuple(map(tuple, kept)), operators)


def in_any_language(typed: str, language: str) -> str:
    """What was typed in this language, so that it means the same to whoever else reads it.

    "of" is Dutch for "or", and a word in English: so it counts only for whoever typed it in Dutch.
    """
    own = OWN_OR.get(language)

    def same(piece: re.Match[str]) -> str:
        is_between = piece[3] is not None and bool(typed[: piece.start()].strip())
        return OR if is_between and piece[3].lower() == own else piece[0]

    return PIECE.sub(same, typed) if own else typed


class NameBegun(Func):
    """Whether a name has words that begin like all those that were typed."""

    template = "to_tsvector('simple'::regconfig, %(expressions)s)"
    arg_joiner = ") @@ names_wanted("
    output_field = BooleanField()


def fits(typed: str) -> Q:
    """Whom free text finds: by what is written of them, by their name, or by their address."""
    said = read(typed)
    sql, values = said.query
    found = Q(RawSQL(f"found_by @@ {sql}", values, output_field=BooleanField()))
    if said.is_plain:
        found |= Q(NameBegun(F("plain_name"), RawSQL("%s", [typed])))
    if "@" in typed:
        found |= Q(email__iexact=typed)
    return found


def may_be_a_name(typed: str) -> bool:
    """Whether it makes sense to look for names like it."""
    words = typed.split()
    letters = all(word.replace("-", "").replace("'", "").isalpha() for word in words)
    return 1 <= len(words) <= 4 and letters and len(typed) >= 4 and not read(typed).has_operators


def like(typed: str) -> Q:
    """Whose name has words a slip or two apart from all those that were typed."""
    begun = "to_tsvector('simple'::regconfig, candidates_candidate.plain_name)"
    sql = f"{begun} @@ (SELECT names_like(%s))"  # once, and not for each row
    return Q(RawSQL(sql, [typed], output_field=BooleanField()))
