"""What managers see: figures over leads, for a period and compared with others.

It reads everything and changes nothing below. Statements run with the caller's eyes: an Agente's figures are their own.
"""
