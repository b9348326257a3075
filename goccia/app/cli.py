"""The `goccia` command.

Imports sit inside the commands: `goccia run` lives as long as the server, and must not carry the
web framework, the migrations and the drivers that only other commands need.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from goccia.core.settings import Settings

app = typer.Typer(
    name="goccia",
    help="Goccia, il CRM delle reti vendita / the CRM of sales networks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="The embedded PostgreSQL.", no_args_is_help=True)
user = typer.Typer(help="People who log in.", no_args_is_help=True)
app.add_typer(database, name="db")
app.add_typer(user, name="user")


@contextmanager
def owner_url(settings: Settings) -> Iterator[str]:
    """The owner's URL: of the database in the settings, else of the embedded one, started if need be."""
    if settings.database_url:
        yield settings.database_url
        return
    postgres = _embedded(settings)
    ran = postgres.running()
    try:
        yield postgres.start()
    finally:
        if not ran:
            postgres.stop()


@app.command()
def run(
    follow_parent: Annotated[
        bool, typer.Option(help="Stop when the process that started this one ends.")
    ] = False,
) -> None:
    """Start everything: PostgreSQL, migrations, web server and worker; stop it all at a signal."""
    from goccia.app.run import run as run_all

    raise typer.Exit(run_all(Settings(), follow_parent=follow_parent))


@app.command()
def serve() -> None:
    """Run the web server alone."""
    _end_with_the_supervisor()
    from granian.constants import Interfaces, Loops
    from granian.server import Server

    settings = Settings()
    with owner_url(settings) as url:
        os.environ["GOCCIA_DATABASE_URL"] = url
        Server(
            "goccia.app.main:app",
            address=settings.host,
            port=settings.port,
            interface=Interfaces.ASGI,
            loop=Loops.uvloop,
            workers=1,
            workers_kill_timeout=3,  # a browser that listens to the stream would hold the stop for ever
            log_access=False,
            log_level=settings.log_level,  # type: ignore[arg-type]
        ).serve()


@app.command()
def worker() -> None:
    """Run the worker alone: jobs, timers and periodic work."""
    _end_with_the_supervisor()
    from goccia.app.worker import main as work

    settings = Settings()
    with owner_url(settings) as url:
        work(settings, url)


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema and make the first Admin where the settings name one."""
    from goccia.app.prepare import migrate as bring_up

    settings = Settings()
    with owner_url(settings) as url:
        bring_up(settings, url)


@app.command()
def prepare() -> None:
    """Migrate and, where wanted and the database has no unit yet, load the demo data."""
    from goccia.app.prepare import prepare as make_ready

    _end_with_the_supervisor()
    settings = Settings()
    with owner_url(settings) as url:
        make_ready(settings, url)


@app.command(name="demo")
def load_demo() -> None:
    """Load the demo data into a database that has no unit yet."""
    from goccia.app.prepare import load_demo_data

    settings = Settings()
    with owner_url(settings) as url:
        loaded = load_demo_data(settings, url)
    typer.echo("Dati dimostrativi caricati." if loaded else "C'è già un'unità: non ho caricato nulla.")


@app.command(name="demo-reset")
def demo_reset(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Throw away the whole database and load the demo data anew. Stop `make run` first."""
    from goccia.app.prepare import reset
    from goccia.app.run import in_use

    settings = Settings()
    if in_use(settings.home):
        typer.echo("Prima ferma Goccia (Ctrl-C dove gira). / Stop Goccia first.", err=True)
        raise typer.Exit(1)
    if not yes:
        typer.confirm("Cancello tutti i dati e ricomincio dai dati dimostrativi?", abort=True)
    with owner_url(settings) as url:
        reset(settings, url)
    typer.echo("Fatto: dati dimostrativi nuovi.")


@database.command(name="start")
def start_database() -> None:
    """Start the embedded PostgreSQL and leave it running; prints its URL."""
    typer.echo(_embedded(Settings()).start())


@database.command(name="stop")
def stop_database() -> None:
    """Stop the embedded PostgreSQL."""
    _embedded(Settings()).stop()


@database.command(name="url")
def database_url() -> None:
    """Print the owner's URL of the running database (it holds the password)."""
    from goccia.core.postgres import PostgresError

    settings = Settings()
    try:
        typer.echo(settings.database_url or _embedded(settings).url())
    except PostgresError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@user.command(name="create")
def create_user(
    email: str,
    role: Annotated[str, typer.Option(help="admin, referente or agente.")] = "admin",
    password: Annotated[str | None, typer.Option(help="Made and shown once when absent.")] = None,
    first_name: Annotated[str, typer.Option()] = "",
    last_name: Annotated[str, typer.Option()] = "",
) -> None:
    """Make a person who can log in."""
    from goccia.app.prepare import create_person

    settings = Settings()
    with owner_url(settings) as url:
        try:
            name = (first_name, last_name)
            made = create_person(settings, url, email=email, role=role, password=password, name=name)
        except ValueError as refused:
            typer.echo(str(refused), err=True)
            raise typer.Exit(1) from refused
    typer.echo(f"{email} ({role})" + (f", password: {made}" if made else ""))


@app.command()
def openapi() -> None:
    """Print the API's OpenAPI document as JSON."""
    import json

    from goccia.app.main import app as api

    typer.echo(json.dumps(api.openapi(), ensure_ascii=False, indent=2))


@app.command()
def version() -> None:
    """Print the version."""
    from goccia.app.version import VERSION

    typer.echo(VERSION)


def main() -> None:
    """Run the command line."""
    app()


def _embedded(settings: Settings) -> Any:
    from goccia.core.postgres import EmbeddedPostgres

    return EmbeddedPostgres(settings.home, settings.postgres_port)


def _end_with_the_supervisor() -> None:
    """Under `goccia run`, die with it: also when it is killed."""
    from goccia.app.service import MARK
    from goccia.core.processes import end_with_parent

    if MARK in os.environ:
        end_with_parent()


if __name__ == "__main__":
    main()
