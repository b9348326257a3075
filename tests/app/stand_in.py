"""What test_run.py starts instead of the product: the real supervisor and PostgreSQL, small web and worker.

`stand_in.py supervise` is the supervisor; it starts `stand_in.py prepare`, `serve` and `worker`.
"""

import functools
import http.server
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

HOME = Path(os.environ["GOCCIA_HOME"])


def supervise() -> int:
    from goccia.app import run, service
    from goccia.core.postgres import EmbeddedPostgres
    from goccia.core.settings import Settings

    def command(*words: str) -> list[str]:
        return [sys.executable, __file__, *words]

    service.command = command
    run.command = command  # type: ignore[attr-defined]
    quick = functools.partial(EmbeddedPostgres, options={"fsync": "off"})
    run.EmbeddedPostgres = quick  # type: ignore[assignment,attr-defined]
    return run.run(Settings(), follow_parent="--follow-parent" in sys.argv)


class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def serve() -> int:
    if (HOME / "stubborn").exists():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    (HOME / "serve.pid").write_text(str(os.getpid()))
    http.server.HTTPServer(("127.0.0.1", int(os.environ["GOCCIA_PORT"])), Health).serve_forever()
    return 0


def worker() -> int:
    (HOME / "worker.pid").write_text(str(os.getpid()))
    signal.pause()
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    parts: dict[str, Callable[[], int]] = {
        "supervise": supervise,
        "serve": serve,
        "worker": worker,
        "prepare": int,
    }
    sys.exit(parts[sys.argv[1]]())
