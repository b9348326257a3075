"""Units, their containers and teams, and the people as members of them: hours, pauses, permissions.

It owns `unit`, `container` and `container_member`, and writes the users that identity keeps. Who receives which lead
is distribution's: it hears from here, by events, when somebody may have become eligible.
"""
