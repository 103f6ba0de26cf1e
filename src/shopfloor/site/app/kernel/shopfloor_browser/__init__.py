"""What the course's Python does differently because it runs in a browser. Lessons know nothing of it."""
