from candidates.models.candidate import Candidate, NewsRhythm, NoticeHow
from candidates.models.document import Document
from candidates.models.merge import Merge
from candidates.models.own_list import OwnList
from candidates.models.pool import Pool, PoolMember
from candidates.models.saved_search import SavedSearch, SearchSighting, SearchWatch
from candidates.models.twin_pair import NotTheSame, PerhapsTheSame, TwinReason, TwinSearch

__all__ = [
    "Candidate",
    "Document",
    "Merge",
    "NewsRhythm",
    "NotTheSame",
    "NoticeHow",
    "OwnList",
    "PerhapsTheSame",
    "Pool",
    "PoolMember",
    "SavedSearch",
    "SearchSighting",
    "SearchWatch",
    "TwinReason",
    "TwinSearch",
]
