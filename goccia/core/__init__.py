"""What every feature stands on: settings, the database, events, jobs, timers, errors and the embedded PostgreSQL."""
