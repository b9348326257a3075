"""One file a provider: the only places that speak to the outside."""
