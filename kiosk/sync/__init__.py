"""The agent that brings applications to the central server: its own process, its own user."""
