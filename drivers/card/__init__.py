"""Identity cards: port, protocol, real reader through PC/SC, simulated card on a wire."""
