"""Goccia, the CRM of sales networks that live on leads: one lead, one agent, a goccia."""
