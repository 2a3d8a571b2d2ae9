from mailings.models.attachment import Attachment
from mailings.models.heartbeat import Heartbeat
from mailings.models.letter import Letter, TooLate
from mailings.models.mail_hold import MailHold
from mailings.models.outbox import Cancelled, LetterState, LineBreakInHeader

__all__ = [
    "Attachment",
    "Cancelled",
    "Heartbeat",
    "Letter",
    "LetterState",
    "LineBreakInHeader",
    "MailHold",
    "TooLate",
]
