"""A launch from a learning platform into a real hub: who comes in, as whom, and who does not.

The hub is JupyterHub with the shipped configuration of the hub on Kubernetes, read as the chart reads it; the
platform is made up here: a key, the page with its public half, and the page that people are sent to for their login.
Both are this machine's loopback. The order of the messages is that of 1EdTech's security framework, section 5.1
(https://www.imsglobal.org/spec/security/v1p0/#platform-originating-messages).
"""

import contextlib
import html
import json
import os
import re
import secrets
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
HUB = ROOT / "instructor" / "hub"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
TEACHER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"
GRADER = "grader-shopfloor"
CLIENT, DEPLOYMENT = "10000000000042", "7:8865aa05b4b79b64a91a86042e43af5ea8ae79eb"
# A link of nbgitpuller, as `hub/user-redirect` hands it to the student's own server.
TARGET = (
    "/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgit.example.edu%2Fshopfloor"
    "&urlpath=lab%2Ftree%2Fshopfloor%2Fnotebooks%2F05_stopwatch_study.ipynb"
)

# As the chart reads hub_config.py: among its own names, with z2jh and lti_config beside its own file. Then what a test
# needs: ports, a database, and no proxy before the hub.
CONFIGURATION = """
import os, sys
sys.path[:0] = [{beside!r}, {hub!r}]
c = get_config()
c.JupyterHub.load_roles = []
c.JupyterHub.admin_access = False
c.Authenticator.allow_all = True
with open({hub!r} + "/kubernetes/hub_config.py", encoding="utf-8") as file:
    exec(compile(file.read(), "hub_config.py", "exec"))

from jupyterhub.proxy import Proxy

class Straight(Proxy):
    should_start = False
    routes = {{}}
    async def add_route(self, routespec, target, data):
        self.routes[routespec] = {{"routespec": routespec, "target": target, "data": data}}
    async def delete_route(self, routespec):
        self.routes.pop(routespec, None)
    async def get_all_routes(self):
        return self.routes

c.JupyterHub.proxy_class = Straight
c.JupyterHub.bind_url = c.JupyterHub.hub_bind_url = {url!r}
c.JupyterHub.db_url = "sqlite:///hub.sqlite"
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.services = [{{"name": "the-test", "api_token": os.environ["TEST_TOKEN"]}}]
c.JupyterHub.load_roles.append({{"name": "look", "services": ["the-test"], "scopes": ["list:users", "read:users", "read:roles:users"]}})
"""

# z2jh, the chart's own module: the values, by a path with dots.
VALUES = """
import functools, yaml
with open({values!r}, encoding="utf-8") as file:
    everything = yaml.safe_load(file)
everything["custom"].update(instructors=["ada"], removed=["gone"])

def get_config(path, default=None):
    try:
        return functools.reduce(dict.__getitem__, path.split("."), everything)
    except KeyError:
        return default
"""


def new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(key, kid):
    described = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {**described, "kid": kid, "alg": "RS256", "use": "sig"}


class Platform:
    """A learning platform that signs what a test tells it to, for the person whose session (login hint) asks."""

    def __init__(self):
        self.keys = {"first": new_key()}
        self.sessions = {}
        self.asked_for_keys, self.may_answer = threading.Event(), threading.Event()
        self.may_answer.set()
        self.broken = False
        platform = self

        class Pages(BaseHTTPRequestHandler):
            def do_GET(self):
                address = urlsplit(self.path)
                if address.path == "/jwks":
                    platform.asked_for_keys.set()
                    platform.may_answer.wait(30)
                    keys = [public(key, kid) for kid, key in platform.keys.items()]
                    return self.answer(500 if platform.broken else 200, json.dumps({"keys": keys}))
                if address.path == "/authorize":
                    return self.answer(200, platform.form(dict(parse_qsl(address.query))))
                return self.answer(404, "")

            def answer(self, status, text):
                self.send_response(status)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def form(self, asked):
        """The page that posts the signed message to the hub; what a platform has to check, it checks."""
        assert asked["scope"] == "openid" and asked["response_type"] == "id_token"
        assert asked["response_mode"] == "form_post" and asked["prompt"] == "none"
        assert asked["client_id"] == CLIENT and asked["lti_message_hint"] == "course-7"
        assert asked["redirect_uri"].endswith("/hub/lti13/oauth_callback")
        message = self.sessions[asked["login_hint"]](asked["nonce"])
        fields = {"id_token": message, "state": asked["state"]}
        inputs = "".join(f'<input name="{name}" value="{html.escape(fields[name])}">' for name in fields)
        return f'<form method="post" action="{html.escape(asked["redirect_uri"])}">{inputs}</form>'

    def claims(self, nonce, person, /, **changed):
        """What the platform says of a student; ``None`` leaves a claim out."""
        now = int(time.time())
        said = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "3c1f0a66-0d53-4f4b-9e0c-6a2a1a3b5d1e",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "email": "somebody@mail.example.edu",
            "name": "Some Body",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}deployment_id": DEPLOYMENT,
            f"{CLAIM}target_link_uri": "https://hub.example.edu/hub/home",
            f"{CLAIM}resource_link": {"id": "link-5"},
            f"{CLAIM}roles": [LEARNER],
            f"{CLAIM}lis": {"person_sourcedid": person},
            f"{CLAIM}custom": {"student": "another-name"},
        }
        for name, value in changed.items():
            said[CLAIM + name[4:] if name.startswith("lti_") else name] = value
        return {name: value for name, value in said.items() if value is not None}

    def sign(self, claims, kid="first", key=None, algorithm="RS256"):
        return jwt.encode(claims, key or self.keys[kid], algorithm=algorithm, headers={"kid": kid})


class Browser:
    """A browser at the hub, with a session of its own at the platform."""

    def __init__(self, hub):
        self.hub, self.session = hub, requests.Session()
        self.session.trust_env = False

    def get(self, path, **options):
        return self.session.get(self.hub.url + path, timeout=30, allow_redirects=False, **options)

    def begin(self, target="", **changed):
        """The first step: the platform's page sends the browser to the hub. Its answer leads to the platform."""
        sent = {
            "iss": self.hub.platform.url,
            "login_hint": "somebody",
            "lti_message_hint": "course-7",
            "client_id": CLIENT,
            "lti_deployment_id": DEPLOYMENT,
            "target_link_uri": self.hub.url + (target or "/hub/home"),
            **changed,
        }
        sent = {name: value for name, value in sent.items() if value is not None}
        return self.session.post(
            f"{self.hub.url}/hub/lti13/oauth_login", data=sent, timeout=30, allow_redirects=False
        )

    def signed(self, message, target="", **changed):
        """The form with the signed message; ``message`` makes it from the nonce."""
        hint = secrets.token_hex(4)
        self.hub.platform.sessions[hint] = message
        sent_on = self.begin(target, login_hint=hint, **changed)
        assert sent_on.status_code == 302, sent_on.text
        assert sent_on.headers["Location"].startswith(f"{self.hub.platform.url}/authorize?")
        page = self.session.get(sent_on.headers["Location"], timeout=30).text
        action = html.unescape(re.search('action="([^"]*)"', page)[1])
        assert action == f"{self.hub.url}/hub/lti13/oauth_callback"
        return {one: html.unescape(value) for one, value in re.findall('name="(.*?)" value="(.*?)"', page)}

    def post(self, form, **options):
        """The last step: the platform's page posts its form to the hub."""
        address = f"{self.hub.url}/hub/lti13/oauth_callback"
        return self.session.post(address, data=form, timeout=60, allow_redirects=False, **options)

    def launch(self, person, target="", **changed):
        """All steps, for somebody of whom the platform says what is true, or what is ``changed``."""
        platform = self.hub.platform
        return self.post(
            self.signed(lambda nonce: platform.sign(platform.claims(nonce, person, **changed)), target)
        )

    def name(self):
        """As whom the hub's own page is shown, or None."""
        page = self.get("/hub/home")
        return re.search(r'\buser: "(.*?)"', page.text)[1] if page.status_code == 200 else None


class Hub:
    def __init__(self, url, platform, folder, token):
        self.url, self.platform, self.folder, self.token = url, platform, folder, token

    def users(self):
        """The hub's accounts, with the roles that they have besides everybody's, as the hub itself says."""
        answer = requests.get(
            f"{self.url}/hub/api/users", headers={"Authorization": f"token {self.token}"}, timeout=30
        )
        answer.raise_for_status()
        return {user["name"]: sorted({*user["roles"]} - {"user"}) for user in answer.json()}


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A hub that knows the made-up platform; ada teaches, and the student gone has left."""
    folder = tmp_path_factory.mktemp("hub")
    platform = Platform()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    (folder / "z2jh.py").write_text(VALUES.format(values=str(HUB / "kubernetes" / "values.yaml")))
    (folder / "config.py").write_text(CONFIGURATION.format(beside=str(folder), hub=str(HUB), url=url))
    token = secrets.token_hex(16)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LTI_", "JUPYTERHUB_"))},
        "no_proxy": "127.0.0.1",
        "TEST_TOKEN": token,
        "LTI_CLIENT_ID": CLIENT,
        "LTI_ISSUER": platform.url,
        "LTI_AUTHORIZE_URL": f"{platform.url}/authorize",
        "LTI_JWKS_URL": f"{platform.url}/jwks",
        "LTI_DEPLOYMENT_ID": DEPLOYMENT,
    }
    log = folder / "hub.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", "config.py"],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + 90
        while process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(requests.RequestException):
                if "version" in requests.get(f"{url}/hub/api", timeout=5).json():
                    break
            time.sleep(0.2)
        else:
            pytest.fail(f"The hub did not start:\n{log.read_text(errors='replace')[-3000:]}", pytrace=False)
        yield Hub(url, platform, folder, token)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)
        platform.server.shutdown()
        platform.server.server_close()


@pytest.fixture
def browser(hub):
    return Browser(hub)


def refused(browser, answer, words=""):
    """Nobody is logged in, no account was made, and the page says why."""
    assert answer.status_code in (400, 401, 403), answer.status_code
    assert words in html.unescape(answer.text), answer.text
    assert browser.name() is None


def test_a_student_comes_in_under_the_rosters_name(hub, browser):
    from shopfloor.grading.names import plain

    answer = browser.launch(" S1024-Ana ")
    assert answer.status_code == 302 and answer.headers["Location"] == "/hub/home"
    assert browser.name() == "s1024-ana" == plain(" S1024-Ana ")
    # So the platform has to open a window, as lti.md says.
    assert "frame-ancestors 'none'" in browser.get("/hub/home").headers["Content-Security-Policy"]
    assert hub.users()["s1024-ana"] == []


@pytest.mark.parametrize("way", ["target", "next"])
def test_a_launch_leads_straight_to_an_assignment(hub, browser, way):
    target = TARGET if way == "target" else f"/hub?next={quote(TARGET, safe='')}"
    answer = browser.launch("s1024", target)
    assert answer.status_code == 302 and answer.headers["Location"] == TARGET


def test_a_launch_never_leads_to_another_host(hub, browser):
    form = browser.signed(
        lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024")),
        target_link_uri="https://elsewhere.example.org/page?x=1",
    )
    assert browser.post(form).headers["Location"] == "/page?x=1"


def test_who_teaches_is_among_the_instructors(hub, browser):
    browser.launch("Ada", lti_roles=[TEACHER])
    assert browser.name() == "ada"
    assert hub.users()["ada"] == ["formgrade-shopfloor"]


def test_a_teacher_whom_nobody_named_is_no_instructor(hub, browser):
    browser.launch("visitor", lti_roles=[TEACHER])
    assert browser.name() == "visitor" and hub.users()["visitor"] == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"aud": "somebody-else"}, "Audience"),
        ({"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"}, "azp"),
        ({"aud": None}, "aud"),
        ({"iss": "https://elsewhere.example.org"}, "issuer"),
        ({"iss": None}, "iss"),
        ({"exp": 1_600_000_000}, "expired"),
        ({"exp": None}, "exp"),
        ({"iat": 1_600_000_000}, "issued too long ago"),
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"lti_version": "1.1"}, "version"),
        ({"lti_deployment_id": "8"}, "not the one that this hub serves"),
        ({"lti_deployment_id": [DEPLOYMENT]}, "not the one that this hub serves"),
    ],
    ids=str,
)
def test_a_message_that_is_not_meant_for_this_hub_is_refused(hub, browser, changed, words):
    before = hub.users()
    refused(browser, browser.launch("s1024-refused", **changed), words)
    assert hub.users() == before


def test_a_message_signed_by_another_key_is_refused(hub, browser):
    other = new_key()
    for kid, words in (("first", "Signature verification failed"), ("other", "Unable to find a signing key")):
        form = browser.signed(
            lambda nonce, kid=kid: hub.platform.sign(hub.platform.claims(nonce, "s1024"), kid, other)
        )
        refused(browser, browser.post(form), words)


def test_a_message_without_a_signature_is_refused(hub, browser):
    form = browser.signed(
        lambda nonce: jwt.encode(hub.platform.claims(nonce, "s1024"), None, "none", headers={"kid": "first"})
    )
    assert form["id_token"].endswith(".")
    refused(browser, browser.post(form), "alg")


def test_the_public_key_does_not_sign(hub, browser):
    shown = (
        hub.platform.keys["first"]
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )

    def forged(nonce):
        # By hand: PyJWT itself does not sign so.
        import base64
        import hashlib
        import hmac

        def part(what):
            return base64.urlsafe_b64encode(what).rstrip(b"=")

        head = {"alg": "HS256", "typ": "JWT", "kid": "first"}
        said = b".".join(
            part(json.dumps(one).encode()) for one in (head, hub.platform.claims(nonce, "s1024"))
        )
        return (said + b"." + part(hmac.new(shown, said, hashlib.sha256).digest())).decode()

    refused(browser, browser.post(browser.signed(forged)), "alg")


def test_keys_are_those_that_the_platform_shows_now(hub, browser):
    hub.platform.keys["second"] = new_key()
    try:
        form = browser.signed(lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024"), "second"))
        assert browser.post(form).status_code == 302
        late = Browser(hub)
        form = late.signed(lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024"), "second"))
    finally:
        del hub.platform.keys["second"]
    refused(late, late.post(form))


def test_without_the_platforms_keys_nobody_comes_in(hub, browser):
    hub.platform.broken = True
    try:
        refused(browser, browser.launch("s1024"), "Fail to fetch data")
    finally:
        hub.platform.broken = False


def test_the_hub_answers_others_while_the_platform_is_slow(hub, browser):
    platform = hub.platform
    form = browser.signed(lambda nonce: platform.sign(platform.claims(nonce, "s1024")))
    platform.asked_for_keys.clear()
    platform.may_answer.clear()
    with ThreadPoolExecutor(1) as beside:
        try:
            posted = beside.submit(browser.post, form)
            assert platform.asked_for_keys.wait(20)
            # The platform waits for this test; a hub that waited for the platform would not answer.
            assert requests.get(f"{hub.url}/hub/api", timeout=10).status_code == 200
            assert not posted.done()
        finally:
            platform.may_answer.set()
        assert posted.result(30).status_code == 302


def test_a_form_counts_once_in_one_browser(hub, browser):
    form = browser.signed(lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024")))
    assert browser.post(form).status_code == 302
    answer = browser.post(form)
    assert answer.status_code == 400 and "missing from cookies" in answer.text


def test_a_form_counts_once_for_who_keeps_its_cookies(hub, browser):
    form = browser.signed(lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024")))
    kept = browser.session.cookies.copy()
    assert browser.post(form).status_code == 302
    again = Browser(hub)
    again.session.cookies = kept
    refused(again, again.post(form), "used before")


def test_a_form_does_not_count_in_another_browser(hub, browser):
    form = browser.signed(lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024")))
    other = Browser(hub)
    refused(other, other.post(form), "state missing")
    # Nor with a launch of that browser's own.
    other.signed(lambda nonce: "unused")
    refused(other, other.post(form), "state mismatch")


def test_a_form_needs_its_state(hub, browser):
    form = browser.signed(lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024")))
    refused(browser, browser.post({"id_token": form["id_token"]}), "state")


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (None, "did not send lis_person_sourcedid"),
        ("", "did not send lis_person_sourcedid"),
        (
            "$Person.sourcedId",
            "no name",
        ),  # Canvas and Moodle send a variable that they do not know as it stands
        ("@X@user.id@X@", "no name"),  # Blackboard's way to write one
        ("ana+bo", "no name"),  # a plus sign parts the names in nbgrader's exchange
        ("ana:x:0", "no name"),
        ("ana/../bo", "no name"),
        ("ana\nroot", "no name"),
        (["ana"], "no name"),
        (True, "no name"),
        ("a" * 65, "no name"),
    ],
    ids=repr,
)
def test_what_is_no_students_name_is_refused(hub, browser, person, words):
    before = hub.users()
    refused(browser, browser.launch(person), words)
    assert hub.users() == before


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (GRADER, "may not come in"),
        (GRADER.upper(), "may not come in"),
        ("ｇrader-shopfloor", "may not come in"),  # a wide g, the same letter to grading
        ("gone", "may not come in"),
        ("ada", "does not say that you teach"),
        ("ADA", "does not say that you teach"),
    ],
)
def test_a_student_does_not_come_in_under_anothers_name(hub, browser, person, words):
    before = hub.users()
    refused(browser, browser.launch(person), words)
    assert hub.users() == before


def test_not_even_a_teacher_comes_in_as_the_grader(hub, browser):
    refused(browser, browser.launch(GRADER, lti_roles=[TEACHER]), "may not come in")


def test_somebody_without_a_platform_is_told_where_to_go(browser):
    page = browser.get("/hub/login").text
    assert "Sign in with your learning platform" in page and "password" not in page
    answer = browser.get("/hub/lti13/oauth_login")
    refused(browser, answer, "Open the course on your learning platform")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"iss": "https://elsewhere.example.org"}, "not the learning platform"),
        ({"client_id": "somebody-else"}, "not registered"),
        ({"login_hint": None}, "login_hint"),
    ],
    ids=str,
)
def test_nobody_is_sent_on_from_elsewhere(hub, browser, changed, words):
    refused(browser, browser.begin(**changed), words)


def test_a_platform_need_not_name_the_client(hub, browser):
    form = browser.signed(
        lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024")), client_id=None
    )
    assert browser.post(form).status_code == 302


def test_over_https_the_platforms_form_brings_the_cookies(hub, browser):
    # The header that the hub's proxy adds.
    answer = browser.session.post(
        f"{hub.url}/hub/lti13/oauth_login",
        data={"iss": hub.platform.url, "login_hint": "x", "client_id": CLIENT, "target_link_uri": hub.url},
        headers={"X-Forwarded-Proto": "https"},
        timeout=30,
        allow_redirects=False,
    )
    query = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    assert query["redirect_uri"].startswith("https://127.0.0.1:")
    cookies = [one for one in answer.raw.headers.getlist("Set-Cookie") if one.startswith("lti13")]
    assert len(cookies) == 2
    for cookie in cookies:
        assert {"SameSite=None", "Secure", "HttpOnly"} <= set(cookie.split("; "))


def test_what_the_hub_says_of_itself_asks_for_no_rights(hub, browser):
    said = browser.get("/hub/lti13/config", headers={"X-Forwarded-Proto": "https"}).json()
    address = hub.url.replace("http:", "https:") + "/hub/"
    assert said["target_link_uri"] == address
    assert said["oidc_initiation_url"] == f"{address}lti13/oauth_login"
    assert said["scopes"] == [] and said["custom_fields"] == {}
    (extension,) = said["extensions"]
    (place,) = extension["settings"]["placements"]
    assert place["windowTarget"] == "_blank" and place["message_type"] == "LtiResourceLinkRequest"
    assert said["public_jwk_url"] == f"{address}lti13/jwks"
    assert browser.get("/hub/lti13/jwks").json() == {"keys": []}


def test_the_hub_keeps_the_name_and_nothing_else(hub, browser):
    form = browser.signed(lambda nonce: hub.platform.sign(hub.platform.claims(nonce, "s1024")))
    assert browser.post(form).status_code == 302
    with contextlib.closing(sqlite3.connect(hub.folder / "hub.sqlite")) as database:
        rows = "\n".join(database.iterdump())
    assert "s1024" in rows
    log = (hub.folder / "hub.log").read_text(errors="replace")
    said = hub.platform.claims("", "s1024")
    for private in (said["email"], said["name"], said["sub"], form["id_token"]):
        assert private not in rows and private not in log, private


GIVEN = {
    "LTI_CLIENT_ID": "a, b",
    "LTI_ISSUER": "https://lms.example.edu",
    "LTI_AUTHORIZE_URL": "https://lms.example.edu/auth",
    "LTI_JWKS_URL": "https://lms.example.edu/jwks",
}


@pytest.fixture
def shipped(monkeypatch):
    monkeypatch.syspath_prepend(str(HUB))
    import lti_config

    return lti_config


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"LTI_ISSUER": ""}, "lacks LTI_ISSUER"),
        ({"LTI_JWKS_URL": " "}, "lacks LTI_JWKS_URL"),
        ({"LTI_JWKS_URL": "http://lms.example.edu/jwks"}, "LTI_JWKS_URL is not an https address"),
        ({"LTI_AUTHORIZE_URL": "lms.example.edu/auth"}, "LTI_AUTHORIZE_URL is not an https address"),
        # The same for every college that these platforms' makers host.
        ({"LTI_ISSUER": "https://blackboard.com"}, "LTI_DEPLOYMENT_ID is missing"),
        ({"LTI_ISSUER": "https://canvas.instructure.com"}, "LTI_DEPLOYMENT_ID is missing"),
    ],
    ids=str,
)
def test_a_hub_with_half_a_launch_does_not_start(shipped, changed, words):
    with pytest.raises(SystemExit, match=words):
        shipped.launch(Config(), {**GIVEN, **changed})


def test_several_registrations_and_any_claim(shipped):
    c = Config()
    shipped.launch(c, {**GIVEN, "LTI_DEPLOYMENT_ID": "1 2", "LTI_USERNAME_KEY": "custom_student"}, ["ada"])
    login = c.JupyterHub.authenticator_class(config=c)
    assert login.client_id == {"a", "b"} and login.deployments == {"1", "2"} and login.instructors == {"ada"}
    assert login.get_username({f"{CLAIM}custom": {"student": 1024}, "sub": "x"}) == "1024"
    login.username_key = "brightspace_org_defined_id"
    assert (
        login.get_username({"http://www.brightspace.com": {"org_defined_id": "S1024"}, "sub": "x"}) == "S1024"
    )
    login.username_key = "email"
    assert login.get_username({"email": "ana@example.edu", "sub": "x"}) == "ana@example.edu"
    # The claim itself must be there; JupyterHub's own login would take sub.
    from tornado.web import HTTPError

    with pytest.raises(HTTPError, match="did not send email"):
        login.get_username({"sub": "x"})
    assert c.JupyterHub.cookie_max_age_days == 1


@pytest.mark.parametrize(
    ("roles", "does"),
    [
        ([TEACHER], True),
        (["Instructor"], True),  # the short form that a tool has to know
        (["http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant"], True),
        ([LEARNER], False),
        (
            ["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"],
            False,
        ),  # somewhere, not here
        (["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner#Instructor"], False),
        (["http://purl.imsglobal.org/vocab/lis/v2/membership/Learner#Instructor"], False),
        ([None, 3], False),
        ("Instructor", False),
        (None, False),
    ],
    ids=str,
)
def test_who_teaches(shipped, roles, does):
    assert shipped.teaches(roles) is does
