from candidates.models.candidate import Candidate, NewsRhythm, NoticeHow
from candidates.models.document import Document

__all__ = ["Candidate", "Document", "NewsRhythm", "NoticeHow"]
