"""Compares what src/aws/ says of AWS with AWS's own API models, as botocore carries them, and lists what no longer agrees
with the questions that hang on it. Ends with status 1 if anything does not.

    . .ci/setup test
    "$SHARDSCOPE_TOOLS/bin/python" tests/tools/watch.py            with the pinned botocore
    "$SHARDSCOPE_TOOLS/bin/python" tests/tools/watch.py --newest   with the newest one of PyPI, fetched into a folder of its own
"""

import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def claims():
    """Every claim, with its watched places, from the headless program."""
    from tools import TARGET

    done = subprocess.run([TARGET / "debug/examples/headless", "claims"], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def loader():
    import botocore
    import botocore.session

    return botocore.__version__, botocore.session.get_session().get_component("data_loader")


def plain(text):
    """Documentation without mark-up, spaces folded."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text))).strip()


def find(model, path):
    """What stands at a path; None where there is nothing."""
    for part in path.split("."):
        if not isinstance(model, dict) or part not in model:
            return None
        model = model[part]
    return model


def disagreement(model, watched):
    """What is there instead of what is expected, in a sentence; None where both agree."""
    there, expects = find(model, watched["at"]), watched["expects"]
    if there is None:
        return "there is no such thing any more"
    match watched["kind"]:
        case "there":
            return None
        case "number" | "pattern":
            return None if there == expects else f"{there} stands there"
        case "members":
            return None if sorted(there) == sorted(expects) else f"its members are {', '.join(there)}"
        case "words":
            said = plain(there.get("documentation", ""))
            return None if expects in said else f"it says: {nearest(said, expects)}"
    return f"nothing is known of “{watched['kind']}”"


def nearest(said, expects):
    """The sentence that shares the most words with what was expected."""
    words = set(expects.lower().split())
    sentences = re.split(r"(?<=\.)\s", said) or [""]
    return max(sentences, key=lambda sentence: len(words & set(sentence.lower().split())))


def disagreements(all_claims, load):
    """(claim, place, what is there instead) of everything that does not agree."""
    models = {}
    for claim in all_claims:
        for watched in claim["watched"]:
            name = watched["model"]
            if name not in models:
                models[name] = load(name)
            what = disagreement(models[name], watched)
            if what:
                yield claim, watched, what


def tell(claim, watched, what):
    questions = ", ".join(claim["questions"]) or "none"
    return (
        f"{claim['id']}: {claim['says']}\n"
        f"    {watched['model']} {watched['at']}: expected {watched['expects']!r}, but {what}\n"
        f"    facts: {', '.join(claim['facts']) or 'none'}; questions: {questions}"
    )


def main():
    if "--newest" in sys.argv:
        folder = tempfile.mkdtemp(prefix="shardscope-botocore-")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", folder, "botocore"]
        subprocess.run(pip, check=True)
        sys.path.insert(0, folder)
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    version, data = loader()
    every = claims()
    places = sum(len(claim["watched"]) for claim in every)
    found = list(disagreements(every, lambda name: data.load_service_model(name, "service-2")))
    for each in found:
        print(tell(*each))
    print(f"{places} places of {sum(1 for c in every if c['watched'])} claims compared with botocore {version}: {len(found)} disagree")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
