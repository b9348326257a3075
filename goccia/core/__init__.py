"""What every feature stands on: settings, the database and its transactions, the event log, jobs and the live stream.

Nothing here knows a lead or an agent. Every write of the product happens inside a `Transaction` opened at the edge
(a request or a job), which also knows whose eyes it sees with and what to wake after the commit.
"""
