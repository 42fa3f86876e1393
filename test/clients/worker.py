"""Runs conversations of one client, as the test asks for them.

    python worker.py CLIENT        CLIENT is a module beside this file with `CASES`: name -> async function of an Ask
    stdin   one JSON object a line: an Ask
    stdout  one JSON object a line: what the client saw, or {"error": ...}
"""

import asyncio
import importlib
import json
import sys
import traceback
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Ask:
    case: str
    origin: str
    stream: bool
    # What the user says, and what each tool gives back.
    task: str
    found: str
    filed: str
    # For the judge of chunks alone.
    text: str = ""
    splits: int = 2
    # The tools that were called, in order, with what they were called with.
    calls: list[dict[str, Any]] = field(default_factory=list)

    async def find_customer(self, email: str, card: str, note: str) -> str:
        """Finds a customer."""
        self.calls.append({"name": "find_customer", "arguments": {"email": email, "card": card, "note": note}})
        return self.found

    async def file_note(self, text: str) -> str:
        """Files a note."""
        self.calls.append({"name": "file_note", "arguments": {"text": text}})
        return self.filed


CLERK = "You are the clerk. Use your tools, then report."
REVIEWER = "You are the reviewer. Read the report and approve it."


def text_of(value: Any) -> str:
    """Everything a client holds of an answer, for the search for values."""

    def plain(one: Any) -> Any:
        if hasattr(one, "model_dump"):
            return one.model_dump()
        return vars(one) if hasattr(one, "__dict__") else repr(one)

    return json.dumps(value, default=plain, ensure_ascii=False)


async def main() -> None:
    cases = importlib.import_module(sys.argv[1]).CASES
    answers, sys.stdout = sys.stdout, sys.stderr
    print(json.dumps({"ready": sorted(cases)}), file=answers, flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        ask = Ask(**json.loads(line))
        try:
            seen = await asyncio.wait_for(cases[ask.case](ask), 60)
            seen["calls"] = ask.calls
        except Exception as error:
            seen = {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}
        print(json.dumps(seen), file=answers, flush=True)


if __name__ == "__main__":
    # Client modules import this one by name.
    sys.modules["worker"] = sys.modules["__main__"]
    asyncio.run(main())
