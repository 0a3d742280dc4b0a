"""Building from the page: files that are dropped, and a worker process that outlives the server."""
