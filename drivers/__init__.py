"""Devices behind closed statuses: ports, real devices, simulators on real wires."""
