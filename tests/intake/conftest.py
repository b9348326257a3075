"""What the tests of intake share."""

from hypothesis import settings

# A wall-clock limit for each example says something about the machine's other work, not about ours.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
