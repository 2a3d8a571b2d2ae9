from accounts.models.agency import Agency
from accounts.models.export import Export, ExportUnderWay
from accounts.models.invitation import Invitation, InvitationIsOver
from accounts.models.leave import Leave, LeaveIsOver
from accounts.models.signed_link import LinkIsOver, SignedLink
from accounts.models.trail import Action, Sealing, TrailEntry, TrailSeal
from accounts.models.user import Role, User

__all__ = [
    "Action",
    "Agency",
    "Export",
    "ExportUnderWay",
    "Invitation",
    "InvitationIsOver",
    "Leave",
    "LeaveIsOver",
    "LinkIsOver",
    "Role",
    "Sealing",
    "SignedLink",
    "TrailEntry",
    "TrailSeal",
    "User",
]
