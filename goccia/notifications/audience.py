"""Whom an event concerns: queries of user ids over the event `e` and its lead `l`, run as goccia_system.

Nobody is told of a lead that they may not see: an agent only while it is theirs, a Referente only in their units.
"""

AGENT_NAMED = "SELECT l.agent_id WHERE l.agent_id = (e.payload ->> 'agent')::uuid"
"""The agent whom the event names, if the lead is still theirs."""
NEW_AGENT = f"{AGENT_NAMED} AND e.payload ->> 'previous' IS NULL AND e.actor_kind <> 'import'"
"""The same, where nobody had the lead before. Of the leads of an import its end tells, with their number."""
HEIR = f"{AGENT_NAMED} AND e.payload ->> 'previous' IS NOT NULL"
"""The same, where it was a colleague's."""
LEAD_AGENT = "SELECT l.agent_id"
"""The lead's agent."""
LEADERS = """
SELECT m.user_id FROM user_unit m JOIN app_user r ON r.id = m.user_id WHERE m.unit_id = e.unit_id AND r.role = 'referente'
"""
"""The Referenti of the event's unit."""
ADMINS = "SELECT r.id FROM app_user r WHERE r.role = 'admin'"
"""Every Admin."""
DOER = "SELECT e.actor_id"
"""Whoever did it."""
