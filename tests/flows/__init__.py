"""Whole journeys: people act on what they see in a sandbox, the bot answers over real HTTP or a real socket."""
