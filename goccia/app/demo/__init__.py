"""The demo: an invented sales network of two units, with sixty days of leads that were received and worked.

Everything is written by the product's own services, with their clock set back: what the pages show is what would have
happened. It is one transaction: a demo is there whole, or not at all.
"""

import random
from datetime import timedelta

from goccia.app.demo.network import Network, make_network
from goccia.app.demo.season import receive_and_work
from goccia.app.simulated_meta import connect_demo_form
from goccia.core.database import Database
from goccia.core.settings import Settings

SEED = 20261123
DAYS = 60
LEADS = 400


async def load(database: Database, settings: Settings) -> list[dict[str, str]]:
    """Load the demo into an empty database; answers the logins: [{role, email, password}]."""
    chance = random.Random(SEED)  # noqa: S311 - invented leads, no secret
    async with database.transaction() as tx:
        present = tx.now
        tx.now = present - timedelta(days=DAYS + 1)
        network: Network = await make_network(tx, settings)
        await receive_and_work(tx, network, chance, present, LEADS, DAYS)
        tx.now = present
        if settings.meta_graph_url is None:
            await connect_demo_form(tx, settings, network.containers["Facebook Fotovoltaico"])
    return network.logins
