"""Kit owns the pure knowledge of the product: how phones, provinces, dates, names and amounts are read.

It has no database, no settings and no clock: everything it needs, `now` included, is a parameter.
Every other layer may import it, and it imports none of them.
"""
