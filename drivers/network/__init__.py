"""The network between kiosk and central server, for the simulated world only."""
