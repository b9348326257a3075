"""A simulated Meta: Graph's lead endpoints, and the signed leadgen webhooks that go with them.

It stands in for Meta in tests, in the demo, and wherever no Graph address is set. It calls this machine only,
and knows nobody real.
"""

from goccia.sim.graph.app import create_graph_simulator
from goccia.sim.graph.simulator import DEMO_FORM, DEMO_PAGE, LeadOrder, Simulator, UnknownForm
from goccia.sim.graph.webhook import How
from goccia.sim.graph.world import Form, Page

__all__ = [
    "DEMO_FORM",
    "DEMO_PAGE",
    "Form",
    "How",
    "LeadOrder",
    "Page",
    "Simulator",
    "UnknownForm",
    "create_graph_simulator",
]
