from candidates.models.candidate import Candidate, NewsRhythm, NoticeHow
from candidates.models.document import Document
from candidates.models.own_list import OwnList
from candidates.models.pool import Pool, PoolMember
from candidates.models.saved_search import SavedSearch, SearchSighting, SearchWatch

__all__ = [
    "Candidate",
    "Document",
    "NewsRhythm",
    "NoticeHow",
    "OwnList",
    "Pool",
    "PoolMember",
    "SavedSearch",
    "SearchSighting",
    "SearchWatch",
]
