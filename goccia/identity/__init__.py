"""Users, passwords, sessions and permissions: who is asking, and which units they may see.

It owns `app_user`, `session` and the membership `user_unit`. Every route of the product opens its transaction through
`identity.access`, so that a route without a permission cannot exist.
"""
