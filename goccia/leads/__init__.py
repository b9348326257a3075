"""The heart: the lead with its custom fields, esiti, notes and timeline. Owns who a lead is, how it is
found and how it is worked. Who gets it is decided above, in distribution."""
