"""What the tests of the exports share: the headless program, and an emulator of AWS that writes down what it is asked."""

import io
import json
import logging
import os
import pathlib
import subprocess
import threading

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

# A line for each request is too much to read.
logging.getLogger("werkzeug").setLevel(logging.ERROR)

HERE = pathlib.Path(__file__).parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent.parent / "target"))
MODES = ["provisioned", "on_demand_standard", "on_demand_advantage"]
LONGEST_NAME = "a" * 128


def headless(verb, lines):
    """Its answers, in order; an error is a failure."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(
        [TARGET / "debug/examples/headless", verb], input=text, capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for line, answer in zip(lines, answers, strict=True):
        assert "error" not in answer, f"{answer} to {line}"
    return answers


def cases():
    """Of cases.json, with the plan of each."""
    found = json.loads((HERE / "cases.json").read_text())
    for case in found:
        if case["workload"]["stream_name"] == "LONGEST":
            case["workload"]["stream_name"] = LONGEST_NAME
    for case, plan in zip(found, headless("plan", [case["workload"] for case in found]), strict=True):
        case["plan"] = plan
    return found


def exports(wanted):
    """Texts of (workload, mode, format)."""
    lines = [{"workload": workload, "mode": mode, "format": form} for workload, mode, form in wanted]
    return [answer["text"] for answer in headless("export", lines)]


class Emulator:
    """moto's server. What moto 5.2.5 does not know of Kinesis is answered here: the AWS CLI has held the request against
    AWS's own model by then, and tests look at what it says."""

    UNKNOWN_TO_MOTO = {
        "UpdateAccountSettings": lambda body: body,
        "UpdateMaxRecordSize": lambda _: {},
        "UpdateStreamWarmThroughput": lambda body: {"StreamName": body.get("StreamName")},
    }

    def __init__(self):
        self.calls = []
        self.app = DomainDispatcherApplication(create_backend_app)
        self.server = make_server("127.0.0.1", 0, self.answer, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, environ, start_response):
        service, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
        if service != "Kinesis_20131202":
            return self.app(environ, start_response)
        raw = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(raw)
        body = json.loads(raw)
        self.calls.append((operation, body))
        if operation not in self.UNKNOWN_TO_MOTO:
            return self.app(environ, start_response)
        start_response("200 OK", [("Content-Type", "application/x-amz-json-1.1")])
        return [json.dumps(self.UNKNOWN_TO_MOTO[operation](body)).encode()]


def about(calls, operation, stream):
    """Bodies of the calls of an operation that are about a stream."""
    named = lambda body: stream in (body.get("StreamName"), body.get("StreamARN", "").rpartition("/")[2])
    return [body for name, body in calls if name == operation and named(body)]
