"""The camera: frames in, codes out."""
