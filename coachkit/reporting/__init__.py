"""Put together what a team lead reads about a period: what went well, what did not, what to hear first."""
