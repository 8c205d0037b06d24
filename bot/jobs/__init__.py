"""What runs by itself: the tick that finds what is due, and the relay that sends what is owed."""
