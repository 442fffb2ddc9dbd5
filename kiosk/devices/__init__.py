"""The only room that talks to device workers: starts, addresses, times and restarts them."""
