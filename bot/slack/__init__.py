"""Everything that speaks Slack: requests in, messages out."""
