"""The launch from a learning platform (LTI 1.3) into the course's hub.

JupyterHub's own LTI login does most of it. What is added here closes what it leaves open: see ``CourseLaunch``.
A hub's configuration calls ``launch``; lti.md in this folder says where the values come from. No key stands here:
the platform's public keys are fetched from its address.
"""

import asyncio
import re
import time
import unicodedata
from urllib.parse import urlparse

from jupyterhub.handlers import BaseHandler
from jupyterhub.utils import url_path_join
from ltiauthenticator.lti13.auth import LTI13Authenticator
from ltiauthenticator.lti13.handlers import LTI13CallbackHandler, LTI13LoginInitHandler
from tornado.web import HTTPError
from traitlets import Set, Unicode

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership"
# What a username key begins with, and the claim that the rest of it is inside of. Brightspace's own has the college's ids.
INSIDE = {"custom": f"{CLAIM}custom", "lis": f"{CLAIM}lis", "brightspace": "http://www.brightspace.com"}
NEEDED = ("LTI_CLIENT_ID", "LTI_ISSUER", "LTI_AUTHORIZE_URL", "LTI_JWKS_URL")
# These name the same issuer in the messages of all their colleges: only the deployment says which one it is.
SHARED = ("https://blackboard.com", "https://canvas.instructure.com")
# What a folder of nbgrader's exchange and a system's list of accounts can hold: no plus sign, no colon. A variable
# that the platform did not fill in ("$Person.sourcedId", "@X@user.id@X@") would be one name for everybody.
NAME = re.compile(r"\w[\w.@-]{0,63}")


def launch(c, settings, instructors=()):
    """Makes the launch the hub's login.

    ``settings`` has the values from the platform, as in the environment: ``LTI_CLIENT_ID``, ``LTI_ISSUER``,
    ``LTI_AUTHORIZE_URL``, ``LTI_JWKS_URL``; may have ``LTI_DEPLOYMENT_ID`` and ``LTI_USERNAME_KEY``. Ids may be
    several, with spaces or commas between them. ``instructors`` are the names that only a teacher may bear.
    """
    missing = [name for name in NEEDED if not settings.get(name, "").strip()]
    if missing:
        raise SystemExit(f"the launch from the learning platform lacks {', '.join(missing)}: see lti.md")
    for name in ("LTI_AUTHORIZE_URL", "LTI_JWKS_URL"):
        address = urlparse(settings[name].strip())
        if address.scheme != "https" and address.hostname not in ("127.0.0.1", "localhost"):
            raise SystemExit(f"{name} is not an https address: what comes from there could be anybody's")
    deployments = _ids(settings.get("LTI_DEPLOYMENT_ID", ""))
    if settings["LTI_ISSUER"].strip() in SHARED and not deployments:
        raise SystemExit(
            f"LTI_DEPLOYMENT_ID is missing: {settings['LTI_ISSUER'].strip()} is the issuer for other colleges too, "
            "and theirs could send somebody under any name"
        )
    c.JupyterHub.authenticator_class = CourseLaunch
    c.LTI13Authenticator.client_id = _ids(settings["LTI_CLIENT_ID"])
    c.LTI13Authenticator.issuer = settings["LTI_ISSUER"].strip()
    c.LTI13Authenticator.authorize_url = settings["LTI_AUTHORIZE_URL"].strip()
    c.LTI13Authenticator.jwks_endpoint = settings["LTI_JWKS_URL"].strip()
    c.LTI13Authenticator.username_key = settings.get("LTI_USERNAME_KEY", "").strip() or "lis_person_sourcedid"
    c.CourseLaunch.deployments = deployments
    c.CourseLaunch.instructors = set(instructors)
    # Whoever leaves the platform's course is out of the hub a day later; the default is two weeks.
    c.JupyterHub.cookie_max_age_days = 1


def _ids(text):
    return {one for one in re.split(r"[\s,]+", text) if one}


def plain(name):
    """A name as grading compares ids: without case and surrounding space, one form of each letter."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def teaches(roles):
    """Whether the platform says that somebody with these roles teaches in the course they come from."""
    return any(
        role == "Instructor"
        or role == f"{MEMBERSHIP}#Instructor"
        or role.lower().startswith(f"{MEMBERSHIP}/instructor#")
        for role in (roles if isinstance(roles, list) else [])
        if isinstance(role, str)
    )


class LoginInit(LTI13LoginInitHandler):
    """The first step: the platform sends the browser here, and it is sent to the platform's login."""

    def post(self):
        """Answers only this platform; says what to do to whoever comes without one."""
        issuer = self.get_argument("iss", "")
        if not issuer:
            raise HTTPError(400, "Open the course on your learning platform: that is where you log in.")
        if issuer != self.authenticator.issuer:
            raise HTTPError(400, "This is not the learning platform that this hub knows.")
        super().post()

    get = post

    def authorize_redirect(self, *args, client_id=None, **others):
        """With one of our client ids; a platform need not send it."""
        ours = self.authenticator.client_id
        if client_id is None and len(ours) == 1:
            (client_id,) = ours
        if client_id not in ours:
            raise HTTPError(400, "This hub is not registered at the platform under that client id.")
        super().authorize_redirect(*args, client_id=client_id, **others)

    def _set_cookie(self, key, value, encrypted=True, **overrides):
        # The answer is posted from the platform's page: browsers send a cookie with it only when it says so.
        if (
            key.startswith("lti13authenticator-")
            and self.authenticator.get_uri_scheme(self.request) == "https"
        ):
            overrides |= {"samesite": "None", "secure": True}
        super()._set_cookie(key, value, encrypted, **overrides)


class Callback(LTI13CallbackHandler):
    """The last step: the platform's signed message."""

    async def post(self):
        """Looks at the message beside the hub's own work: the platform's keys are fetched, and may take long."""
        loop = asyncio.get_running_loop()
        self._looked_at = loop.run_in_executor(None, super().decode_and_validate_launch_request)
        await asyncio.wait([self._looked_at])
        await super().post()

    def decode_and_validate_launch_request(self):
        """What the message says, or why it does not count."""
        return self._looked_at.result()

    def check_nonce(self, id_token):
        """Each message counts once, also for a browser that keeps its cookies."""
        super().check_nonce(id_token)
        if not self.authenticator.first_use(id_token["nonce"], id_token["exp"]):
            raise HTTPError(
                400, "This launch was used before: open the course on your learning platform again."
            )


class KeySet(BaseHandler):
    """The hub's own keys, for platforms that ask for an address of them: none, for it asks a platform for nothing."""

    def get(self):
        """An empty key set."""
        self.finish({"keys": []})


class CanvasConfiguration(BaseHandler):
    """The registration in Canvas's form: a link in the course that opens a window, and no right to anything."""

    def get(self):
        """What Canvas reads from this address when the key is made."""
        scheme = self.authenticator.get_uri_scheme(self.request)
        hub = url_path_join(f"{scheme}://{self.request.host}", self.hub.server.base_url)
        link = {"message_type": "LtiResourceLinkRequest", "target_link_uri": hub, "windowTarget": "_blank"}
        extension = {
            "platform": "canvas.instructure.com",
            "domain": self.request.host,
            # Else Canvas leaves out by what the roster knows a student.
            "privacy_level": "public",
            "settings": {"placements": [{"placement": "course_navigation", "default": "enabled", **link}]},
        }
        self.finish(
            {
                "title": self.authenticator.tool_name,
                "description": self.authenticator.tool_description,
                "target_link_uri": hub,
                "oidc_initiation_url": self.authenticator.login_url(hub),
                "public_jwk_url": url_path_join(hub, "lti13", "jwks"),
                "scopes": [],
                "extensions": [extension],
                "custom_fields": {},
            }
        )


class CourseLaunch(LTI13Authenticator):
    """JupyterHub's LTI 1.3 login, with what a course that gives marks needs besides.

    - the name is the claim that the college chose, or nobody comes in; it is never another one in its place
    - names are compared as grading compares ids
    - an instructor's name needs the platform's word that its bearer teaches
    - the platform's deployment counts, where one is set
    - a signed message counts once
    - the registration that it offers to Canvas asks for no rights
    """

    login_service = "your learning platform"
    login_handler = LoginInit
    callback_handler = Callback
    config_handler = CanvasConfiguration
    username_key = Unicode(
        "lis_person_sourcedid",
        config=True,
        help="A claim of the message; lis_, custom_ and brightspace_ begin a name inside those claims.",
    )
    deployments = Set(config=True, help="The platform's deployments that count; empty: all of the client's.")
    instructors = Set(config=True, help="Names of which the platform has to say that they teach.")

    def __init__(self, **options):
        super().__init__(**options)
        self._used = {}

    def get_handlers(self, app):
        """The login's addresses, and that of the empty key set."""
        return [*super().get_handlers(app), (url_path_join("lti13", "jwks"), KeySet)]

    def first_use(self, nonce, until):
        """Whether a message is new; it is remembered until it would be refused for its age."""
        now = time.time()
        self._used = {one: end for one, end in self._used.items() if end > now - 60}
        if nonce in self._used:
            return False
        self._used[nonce] = until
        return True

    def normalize_username(self, username):
        """As grading compares ids."""
        name = plain(username)
        return self.username_map.get(name, name)

    def get_username(self, token):
        """The claim that the college chose; without it nobody, rather than somebody else."""
        claims, key = token, self.username_key
        inside, _, rest = key.partition("_")
        if inside in INSIDE:
            claims, key = token.get(INSIDE[inside]), rest
        value = claims.get(key) if isinstance(claims, dict) else None
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not NAME.fullmatch(plain(value)):
            said = "did not send" if value in (None, "") else "sent something that is no name as"
            raise HTTPError(
                403,
                f"Your learning platform {said} {self.username_key}, by which this hub knows you: "
                "tell whoever looks after the hub.",
            )
        return value

    async def authenticate(self, handler, data=None):
        """The name that a signed message gives, if it may be used; nothing else of the message is kept."""
        token = data or {}
        deployment = token.get(f"{CLAIM}deployment_id")
        if self.deployments and not (isinstance(deployment, str) and deployment in self.deployments):
            raise HTTPError(403, "This place on your learning platform is not the one that this hub serves.")
        name = self.normalize_username(self.get_username(token))
        if name in {plain(one) for one in self.blocked_users}:
            raise HTTPError(403, "This account may not come in: ask whoever teaches the course.")
        if name in {plain(one) for one in self.instructors} and not teaches(token.get(f"{CLAIM}roles")):
            raise HTTPError(403, "Your learning platform does not say that you teach, and this name does.")
        return {"name": name}
