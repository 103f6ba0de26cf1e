"""What nbgrader does again for every submission, done once for a whole class; the results are the same.

nbgrader opens its gradebook a dozen times a submission, each time with a new engine that has to compile every
statement anew and asks for every table whether it is there; for every cell it checks the schema of its metadata
before it checks the metadata; and nbformat checks each output that is made, which `kernels` does again with all of them.
"""

import json
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from unittest import mock


@contextmanager
def quicker():
    """Within this, nbgrader keeps its engines and its validators."""
    from jsonschema.validators import validator_for
    from nbformat.v4 import nbbase
    from nbgrader import api
    from nbgrader.nbgraderformat import common

    engine = cache(api.create_engine)
    create_all = cache(api.Base.metadata.create_all)

    @cache
    def validator(schema):
        schema = json.loads(schema)
        kind = validator_for(schema)
        kind.check_schema(schema)
        return kind(schema)

    def validate(instance, schema):
        validator(json.dumps(schema, sort_keys=True)).validate(instance)

    with (
        mock.patch.object(api, "create_engine", engine),
        mock.patch.object(nbbase, "validate", lambda node, ref=None: None),
        mock.patch.object(api.Base.metadata, "create_all", lambda bind: create_all(bind=bind)),
        mock.patch.object(
            common, "jsonschema", SimpleNamespace(validate=validate, ValidationError=common.ValidationError)
        ),
    ):
        yield
