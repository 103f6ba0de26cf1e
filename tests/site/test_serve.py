"""The server that shows a site answers as a web host would, and gives nothing but the site."""

import gzip
import http.client
import socket

import pytest

from shopfloor.grading.problem import Problem
from shopfloor.site.serve import Server, serve

HOME = "<title>Home</title>" + "words " * 500


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shown") / "course"
    (folder / "lite").mkdir(parents=True)
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "index.html").write_text(HOME, encoding="utf-8")
    (folder / "lite" / "index.html").write_text("lite", encoding="utf-8")
    for name in ("a.mjs", "a.wasm", "a.ipynb", "a.webmanifest", "a.zip", "with space.md"):
        (folder / name).write_bytes(b"content " * 100)
    (folder / "leads_out").symlink_to(folder.parent / "secret.txt")
    return folder


@pytest.fixture(scope="module")
def shown(folder, on_a_port):
    with on_a_port(folder) as server:
        yield server


def ask(server, path, method="GET", **headers):
    """The answer to a request, its status, headers and content; the path is sent as it is."""
    connection = http.client.HTTPConnection(*server.server_address, timeout=10)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


def test_it_answers_on_this_machine_only(shown):
    assert shown.server_address[0] == "127.0.0.1"
    assert shown.url == f"http://127.0.0.1:{shown.server_address[1]}/industrial/course/"


def test_a_page_is_sent_compressed_to_who_takes_it_so(shown):
    status, headers, content = ask(shown, "/industrial/course/", Accept_Encoding="gzip, br")
    assert (status, headers["Content-Encoding"]) == (200, "gzip") and len(content) < 200
    assert gzip.decompress(content).decode() == HOME
    status, headers, content = ask(shown, "/industrial/course/index.html")
    assert (status, headers["Content-Encoding"], content.decode()) == (200, None, HOME)
    assert headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.ipynb", "application/json"),
        ("a.webmanifest", "application/manifest+json"),
        ("with%20space.md", "text/markdown; charset=utf-8"),
    ],
)
def test_each_kind_of_file_has_the_type_that_browsers_ask_for(shown, name, kind):
    status, headers, _ = ask(shown, f"/industrial/course/{name}")
    assert (status, headers["Content-Type"]) == (200, kind)


def test_what_is_compressed_already_is_sent_as_it_is(shown):
    _, headers, content = ask(shown, "/industrial/course/a.zip", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] is None and content == b"content " * 100


def test_what_has_not_changed_is_not_sent_again_and_what_has_is(shown, folder):
    address = "/industrial/course/a.mjs"
    _, headers, _ = ask(shown, address)
    status, again, content = ask(shown, address, If_None_Match=headers["ETag"])
    assert (status, again["ETag"], content) == (304, headers["ETag"], b"")
    (folder / "a.mjs").write_bytes(b"a newer one")
    status, _, content = ask(shown, address, If_None_Match=headers["ETag"])
    assert (status, content) == (200, b"a newer one")


def test_a_folder_without_its_slash_is_sent_on_with_its_question(shown):
    status, headers, _ = ask(shown, "/industrial/course/lite?path=a.ipynb")
    assert (status, headers["Location"]) == (301, "/industrial/course/lite/?path=a.ipynb")
    assert ask(shown, "/industrial/course/lite/?path=a.ipynb")[2] == b"lite"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/industrial/",
        "/industrial/course/nothing.html",
        "/industrial/course/../../secret.txt",
        "/industrial/course/../secret.txt",
        "/industrial/course/%2e%2e/secret.txt",
        "/industrial/course/leads_out",
        "/industrial/course/lite/..%2f..%2fsecret.txt",
    ],
)
def test_nothing_but_the_site_is_shown(shown, path):
    status, _, content = ask(shown, path)
    assert (status, content) == (404, b"")


def test_asking_for_the_head_only_gets_the_length_and_no_content(shown):
    status, headers, content = ask(shown, "/industrial/course/a.zip", method="HEAD")
    assert (status, headers["Content-Length"], content) == (200, "800", b"")


def test_the_bytes_of_the_answers_are_counted(folder, on_a_port):
    with on_a_port(folder) as server:
        _, _, content = ask(server, "/industrial/course/", Accept_Encoding="gzip")
        assert server.sent == len(content)
        ask(server, "/industrial/course/", method="HEAD")
        assert server.sent == len(content)


def test_a_server_that_is_closed_answers_nobody_over_an_open_connection_either(folder, on_a_port):
    with on_a_port(folder) as server:
        connection = http.client.HTTPConnection(*server.server_address, timeout=10)
        for _ in range(2):
            connection.request("GET", "/industrial/course/")
            assert connection.getresponse().read().decode() == HOME
        kept_open = connection.sock
        assert kept_open is not None
    with pytest.raises((OSError, http.client.HTTPException)):
        connection.auto_open = False
        connection.request("GET", "/industrial/course/")
        connection.getresponse()


def test_a_busy_port_is_passed_over(folder, monkeypatch):
    monkeypatch.setattr(Server, "serve_forever", lambda _: None)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        busy = other.getsockname()[1]
        said, opened = [], []
        serve(folder, busy, said.append, opened.append)
    assert opened[0] != f"http://127.0.0.1:{busy}/" and opened[0] in said[0] and "Ctrl+C" in said[0]


def test_ctrl_c_closes_the_site_in_words(folder, monkeypatch):
    def pressed(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", pressed)
    said = []
    serve(folder, 0, said.append)
    assert said[-1] == "The site is closed."


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_a_problem_in_words(folder, port):
    with pytest.raises(Problem, match=f"there is no port {port}. Choose one between 1024 and 65535"):
        serve(folder, port)


def test_no_free_port_is_a_problem_in_words(folder, monkeypatch):
    def busy(*_):
        raise OSError("busy")

    monkeypatch.setattr("shopfloor.site.serve.Server", busy)
    with pytest.raises(Problem, match="the ports 8000 to 8019 are all in use. Name another"):
        serve(folder, 8000)
