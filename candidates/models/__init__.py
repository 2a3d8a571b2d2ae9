from candidates.models.candidate import Candidate, NewsRhythm
from candidates.models.document import Document

__all__ = ["Candidate", "Document", "NewsRhythm"]
