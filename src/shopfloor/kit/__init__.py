"""The course kit: what an instructor needs besides lessons, made from the course itself."""
