"""The ASGI application of the web process: `granian goccia.app.main:app`."""

from goccia.app.application import create_application
from goccia.core import memory
from goccia.core.settings import Settings

app = create_application(Settings())
memory.settle()
