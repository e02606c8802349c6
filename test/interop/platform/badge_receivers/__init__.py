"""A Django app of the platform that listens to badge signals."""
