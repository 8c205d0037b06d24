"""Pure builders of Block Kit from read models; no session, no client."""
