"""What the bot costs, measured beside its floors."""
