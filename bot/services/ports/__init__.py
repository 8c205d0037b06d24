"""What services show and what they need: read models for the surfaces, and the protocols of the outside."""
