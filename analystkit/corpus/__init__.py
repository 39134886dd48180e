"""The frames together: building, filtering, saving, reviewing."""
