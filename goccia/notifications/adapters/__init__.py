"""One file a provider; only goccia.app imports them."""
