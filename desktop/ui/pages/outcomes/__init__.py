"""The outcomes page: answers typed in quickly, and the change they show."""
