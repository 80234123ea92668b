"""Here, and only here, findings become words on a screen or JSON."""
