"""The version of the product, as installed."""

from importlib.metadata import PackageNotFoundError, version


def _read() -> str:
    try:
        return version("goccia")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0.1.0"


VERSION = _read()
