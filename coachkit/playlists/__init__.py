"""What people make of playlists: pure rules, without a file or a database."""
