"""The topics of each lesson, a file a lesson. See ``practice.topic`` for how one is written."""
