"""What nbgrader does again for every submission, done once for a whole class; the results are the same.

nbgrader opens its gradebook a dozen times a submission, each time with a new engine that has to connect, compile
every statement anew, and ask whether all tables and the course are there; it waits for the disk after every single
grade, while nobody else can write; for every cell it checks the schema of its metadata before it checks the metadata;
and nbformat checks each output that is made, which `kernels` does again with all of them.
"""

import json
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from unittest import mock


@contextmanager
def quicker():
    """Within this, nbgrader keeps its engines and validators, and what it writes between opening and closing
    a gradebook is one transaction: there as a whole, or not at all.

    Yields a dictionary: an engine that is put into it under a gradebook's address is taken in place of that gradebook.
    """
    from jsonschema.validators import validator_for
    from nbformat.v4 import nbbase
    from nbgrader import api
    from nbgrader.nbgraderformat import common
    from sqlalchemy.orm import Session

    class AtTheEnd(Session):
        """Commits when the gradebook is closed."""

        def commit(self):
            self.flush()

    open_anew = api.Gradebook.__init__
    engines, ended, instead = {}, [], {}

    def open_again(gradebook, db_url, course_id="default_course", authenticator=None):
        if db_url not in instead and (db_url, course_id) not in engines:
            open_anew(gradebook, db_url, course_id, authenticator)
            engine = engines[db_url, course_id] = gradebook.engine
            ended.append(engine.dispose)
            engine.dispose = lambda: None  # closing a gradebook ends its session, but not the connection
        gradebook.engine = instead.get(db_url) or engines[db_url, course_id]
        gradebook.db = api.scoped_session(api.sessionmaker(class_=AtTheEnd, bind=gradebook.engine))
        gradebook.course_id, gradebook.authenticator = course_id, authenticator

    def close(gradebook, kind, error, traceback):
        if error is None:
            Session.commit(gradebook.db())
        gradebook.close()

    @cache
    def validator(schema):
        schema = json.loads(schema)
        kind = validator_for(schema)
        kind.check_schema(schema)
        return kind(schema)

    def validate(instance, schema):
        validator(json.dumps(schema, sort_keys=True)).validate(instance)

    with (
        mock.patch.object(api.Gradebook, "__init__", open_again),
        mock.patch.object(api.Gradebook, "__exit__", close),
        mock.patch.object(nbbase, "validate", lambda node, ref=None: None),
        mock.patch.object(
            common, "jsonschema", SimpleNamespace(validate=validate, ValidationError=common.ValidationError)
        ),
    ):
        try:
            yield instead
        finally:
            for dispose in ended:
                dispose()
