### English: signing in, factors, sessions.
