"""What Slack sends, turned into typed input: trimmed, bounded, checked; no session, no client."""
