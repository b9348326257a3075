"""Leads that go back to who sold them: a person confirms what an Esito proposed, the month's file takes it to the vendor
with the proof, the answer is written down and comes off the cost. The proposals themselves are made in `leads`, with the Esito.
"""
