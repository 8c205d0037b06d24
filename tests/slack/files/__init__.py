"""Files that people are sent."""
