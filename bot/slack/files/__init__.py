"""Files that people are sent: spreadsheets, JSON and pictures, drawn from read models."""
