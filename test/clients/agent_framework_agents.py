"""Microsoft Agent Framework: a clerk and a reviewer, on its Responses client (the default) and its chat client."""

from typing import Any

from agent_framework import Agent
from agent_framework.openai import OpenAIChatClient, OpenAIChatCompletionClient
from worker import CLERK, REVIEWER, Ask, text_of


async def converse(ask: Ask, client: Any) -> dict[str, Any]:
    results: list[Any] = []
    streamed: list[str] = []

    async def say(agent: Agent, text: str) -> str:
        if ask.stream:
            stream = agent.run(text, stream=True)
            async for update in stream:
                # A whole copy of what came in pieces is no text of its own.
                streamed.extend(one.text for one in update.contents if one.type == "text" and one.merge_mode != "replace")
                results.append(update.to_dict())
            answer = await stream.get_final_response()
        else:
            answer = await agent.run(text)
        results.append(answer.to_dict())
        seen["texts"].append(answer.messages[-1].text)
        seen["thoughts"] += [one.text for one in answer.messages[:-1] if one.text]
        seen["stops"].append(answer.finish_reason)
        usage = answer.usage_details or {}
        seen["usage"].append([usage.get("input_token_count"), usage.get("output_token_count")])
        return answer.messages[-1].text

    seen: dict[str, Any] = {"texts": [], "thoughts": [], "stops": [], "usage": []}
    clerk = Agent(client, CLERK, name="clerk", tools=[ask.find_customer, ask.file_note])
    reviewer = Agent(client, REVIEWER, name="reviewer")
    await say(reviewer, await say(clerk, ask.task))
    await client.client.close()
    return {**seen, "streamed": "".join(streamed), "everything": text_of(results)}


async def responses(ask: Ask) -> dict[str, Any]:
    return await converse(ask, OpenAIChatClient("gpt-4.1", base_url=f"{ask.origin}/openai/v1", api_key="none"))


async def chat(ask: Ask) -> dict[str, Any]:
    return await converse(ask, OpenAIChatCompletionClient("gpt-4.1", base_url=f"{ask.origin}/openai/v1", api_key="none"))


CASES = {"responses": responses, "chat": chat}
