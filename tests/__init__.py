"""The tests mirror the packages they are about; flows hold whole journeys."""
