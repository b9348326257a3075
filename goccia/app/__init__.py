"""The composition root: HTTP application, worker, command line, and the wiring of routers, jobs and adapters.

It knows every feature; no feature knows it.
"""
