"""Notifications: what a person is told, and how it reaches them (page, mail, push).

Owns the mails that go out, the bell, its preferences, and the browsers that asked for push. Features above call it
downwards: they say what happened and to whom it matters; whether, when and where it is told is decided here.
"""
