"""What src/aws/ says of AWS agrees with AWS's own API models, in the pinned botocore; and a change is found."""

import copy
import unittest

from watch import claims, disagreements, loader, tell


class Watch(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.version, cls.data = loader()
        cls.claims = claims()

    def load(self, name):
        return self.data.load_service_model(name, "service-2")

    def test_everything_watched_agrees(self):
        found = [tell(*each) for each in disagreements(self.claims, self.load)]
        self.assertEqual(found, [], "\n".join(found))
        self.assertGreater(sum(len(claim["watched"]) for claim in self.claims), 80)

    def test_each_kind_of_change_is_found_with_the_questions_on_it(self):
        changes = {
            "K14": lambda model: model["shapes"]["PutRecordsRequestEntryList"].update(max=600),
            "H2": lambda model: model["shapes"]["HashKey"].update(pattern=".*"),
            "K18": lambda model: model["shapes"]["ShardIteratorType"]["enum"].append("AT_RANDOM"),
            "K17": lambda model: model["operations"]["GetShardIterator"].update(documentation="It expires in an hour."),
            "DD1": lambda model: model["operations"].pop("CreateChannel"),
        }
        for claim, change in changes.items():
            changed = copy.deepcopy(self.load("kinesis"))
            change(changed)
            load = lambda name: changed if name == "kinesis" else self.load(name)
            found = list(disagreements(self.claims, load))
            self.assertEqual([each[0]["id"] for each in found], [claim])
        self.assertIn("an hour", tell(*list(disagreements(self.claims, self.with_iterator_of_an_hour))[0]))

    def with_iterator_of_an_hour(self, name):
        model = copy.deepcopy(self.load(name))
        if name == "kinesis":
            model["operations"]["GetShardIterator"]["documentation"] = "<p>It expires in an hour.</p>"
        return model


if __name__ == "__main__":
    unittest.main()
