import json

import tool
import wit_world
from componentize_py_types import Err
from wit_world.imports.types import Candidate, Goal, Spec, ToolError_BadInput


class WitWorld(wit_world.WitWorld):
    def describe(self) -> Spec:
        schema = {
            "type": "object",
            "properties": {"text": {"type": "string"}},
            "required": ["text"],
            "additionalProperties": False,
            "examples": [{"text": "abc"}],
        }
        return Spec(
            name="{{name}}",
            description="Proposes `rfl` for equations. A call says how long a text is.",
            input_schema=json.dumps(schema),
            output_schema=None,
            deterministic=True,
        )

    def call(self, input: str) -> str:
        try:
            text = json.loads(input)["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise Err(ToolError_BadInput(str(error)))
        return json.dumps({"length": tool.length(text)})

    def propose(self, goal: Goal) -> list[Candidate]:
        return [Candidate(tactic, weight) for tactic, weight in tool.tactics(goal.target)]
