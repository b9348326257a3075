"""A goccia: one arriving lead, one decision, one agent, and the trace that says why.

It owns `decision` and the turn of units and teams. The rules are pure (`rules.py`); every decision of a unit is made
while its row is locked, so that decisions stand in one line and the turn is strictly fair.
"""
