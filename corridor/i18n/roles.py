"""What the roles of nodes are called."""

from corridor.i18n import both
from corridor.model.corridor import Corridor
from corridor.model.text import Text


def role_name(corridor: Corridor, role_id: str) -> Text:
    """A role, by the corridor's own word where it has one."""
    own = (role.name for role in corridor.own_roles if role.id == role_id)
    return next(own, None) or both(f"place.role-{role_id}")
