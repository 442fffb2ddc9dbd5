"""What travels: the sealed envelope, the messages of the upload, keys and signatures."""
