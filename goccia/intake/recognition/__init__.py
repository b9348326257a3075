"""Which key of a sender is which field of a lead.

Owns the alias table, the shapes of the providers' payloads and the draft of a lead: pure, no database,
shared by webhooks, Meta and files. A value that no field wants is kept as an answer; nothing is dropped
in silence.
"""
