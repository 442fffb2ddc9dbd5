"""The central server: receives sealed applications, keeps each once, and can read none of them."""
