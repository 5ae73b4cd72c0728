"""The situational picture: what is on the map."""
