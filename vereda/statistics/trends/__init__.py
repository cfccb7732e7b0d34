"""Series of months with what explains them, forecasts that have been tried, and the early warning of a post's supplies."""
