"""Every way in ends in the same door: webhooks, Meta, files and hands all call `admission.admit`.

It owns the raw deliveries, Meta's pages and forms, and imports. Nothing that reaches us is lost: what cannot become a
lead is kept with its reason, and can be corrected and replayed.
"""
