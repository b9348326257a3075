"""The load programs behind every published figure: each measures one thing against its own limit in the same run."""
