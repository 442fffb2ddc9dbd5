"""What a visit is and every decision made in it: pure, without clock, files or Qt."""
