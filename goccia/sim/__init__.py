"""Stand-ins for outside servers, on this machine, so that every feature works without an account."""
