"""The municipality's side: the only place with the private key."""
