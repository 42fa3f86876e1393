"""The Anthropic client itself, with its streaming helper: the loop over tools is written out."""

from typing import Any

from anthropic import AsyncAnthropic
from worker import CLERK, REVIEWER, Ask, text_of


def tool(name: str, *fields: str) -> dict[str, Any]:
    properties = {field: {"type": "string"} for field in fields}
    schema = {"type": "object", "properties": properties, "required": list(fields)}
    return {"name": name, "description": f"The tool {name}.", "input_schema": schema}


TOOLS = [tool("find_customer", "email", "card", "note"), tool("file_note", "text")]


async def messages(ask: Ask) -> dict[str, Any]:
    seen: dict[str, Any] = {"texts": [], "thoughts": [], "stops": [], "usage": []}
    streamed: list[str] = []
    results: list[Any] = []

    async def turn(client: AsyncAnthropic, **options: Any) -> Any:
        options = {"model": "claude-sonnet-4-5", "max_tokens": 1024, **options}
        if ask.stream:
            async with client.messages.stream(**options) as stream:
                async for event in stream:
                    results.append(event.to_dict())
                    if event.type == "text":
                        streamed.append(event.text)
                answer = await stream.get_final_message()
        else:
            answer = await client.messages.create(**options)
        results.append(answer.to_dict())
        seen["stops"].append(answer.stop_reason)
        seen["usage"].append([answer.usage.input_tokens, answer.usage.output_tokens])
        return answer

    def text(answer: Any) -> str:
        return "".join(block.text for block in answer.content if block.type == "text")

    async with AsyncAnthropic(base_url=f"{ask.origin}/anthropic", api_key="none") as client:
        history: list[Any] = [{"role": "user", "content": ask.task}]
        while (answer := await turn(client, system=CLERK, messages=history, tools=TOOLS)).stop_reason == "tool_use":
            seen["thoughts"].append(text(answer))
            history.append({"role": "assistant", "content": [block.to_dict() for block in answer.content]})
            given = []
            for block in answer.content:
                if block.type == "tool_use":
                    result = await getattr(ask, block.name)(**block.input)
                    content = [{"type": "text", "text": result}]
                    given.append({"type": "tool_result", "tool_use_id": block.id, "content": content})
            history.append({"role": "user", "content": given})
        seen["texts"].append(text(answer))
        review = [{"role": "user", "content": text(answer)}]
        seen["texts"].append(text(await turn(client, system=[{"type": "text", "text": REVIEWER}], messages=review)))
    return {**seen, "streamed": "".join(streamed), "everything": text_of(results)}


CASES = {"messages": messages}
