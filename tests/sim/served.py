"""The simulator as a program, for tests over real HTTP: `granian --interface asgi served:app`."""

from goccia.sim.graph import create_graph_simulator

app = create_graph_simulator(app_secret="segreto-di-prova", verify_token="verifica")
