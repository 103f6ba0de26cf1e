"""What ``%pip`` in a cell becomes."""


async def get_transformed_code(arguments):
    """Code that says in words why nothing is installed."""
    return "import piplite; await piplite.install('%pip')"
