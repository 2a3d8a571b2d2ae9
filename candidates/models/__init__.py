from candidates.models.candidate import Candidate
from candidates.models.document import Document

__all__ = ["Candidate", "Document"]
