"""The course as a static site: pages to read, and the lessons running in the browser."""
