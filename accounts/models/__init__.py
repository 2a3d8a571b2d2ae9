from accounts.models.agency import Agency
from accounts.models.user import Role, User

__all__ = ["Agency", "Role", "User"]
