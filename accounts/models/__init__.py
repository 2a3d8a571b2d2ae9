from accounts.models.agency import Agency
from accounts.models.leave import Leave, LeaveIsOver
from accounts.models.user import Role, User

__all__ = ["Agency", "Leave", "LeaveIsOver", "Role", "User"]
