"""The matching page: what matters, what that gives, why, and who publishes it."""
