"""AutoGen: a round-robin team of two AssistantAgents, on its OpenAI and on its Anthropic client."""

from typing import Any

from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.base import TaskResult
from autogen_agentchat.conditions import MaxMessageTermination, TextMentionTermination
from autogen_agentchat.messages import ModelClientStreamingChunkEvent, TextMessage
from autogen_agentchat.teams import RoundRobinGroupChat
from autogen_core.models import ModelInfo
from autogen_ext.models.anthropic import AnthropicChatCompletionClient
from autogen_ext.models.openai import OpenAIChatCompletionClient
from worker import CLERK, REVIEWER, Ask, text_of

INFO = ModelInfo(
    vision=False, function_calling=True, json_output=True, family="unknown", structured_output=True, multiple_system_messages=True
)


def keeping(kind: type) -> type:
    """A model client that keeps every result, for agents do not pass on why the model stopped."""

    class Keeping(kind):  # type: ignore[misc, valid-type]
        results: list[Any]

        async def create(self, *args: Any, **options: Any) -> Any:
            result = await super().create(*args, **options)
            self.results.append(result)
            return result

        async def create_stream(self, *args: Any, **options: Any) -> Any:
            async for part in super().create_stream(*args, **options):
                if not isinstance(part, str):
                    self.results.append(part)
                yield part

    return Keeping


async def converse(ask: Ask, model: Any) -> dict[str, Any]:
    model.results = []
    clerk = AssistantAgent(
        "clerk",
        model,
        tools=[ask.find_customer, ask.file_note],
        system_message=CLERK,
        model_client_stream=ask.stream,
        max_tool_iterations=3,
    )
    reviewer = AssistantAgent("reviewer", model, system_message=REVIEWER, model_client_stream=ask.stream)
    team = RoundRobinGroupChat(
        [clerk, reviewer], termination_condition=TextMentionTermination("APPROVED") | MaxMessageTermination(20)
    )
    messages: list[Any] = []
    async for message in team.run_stream(task=ask.task):
        if not isinstance(message, TaskResult):
            messages.append(message)
    chunks = [one.content for one in messages if isinstance(one, ModelClientStreamingChunkEvent)]
    await model.close()
    return {
        "texts": [one.content for one in messages if isinstance(one, TextMessage) and one.source != "user"],
        "thoughts": [one.thought for one in model.results if one.thought],
        "streamed": "".join(chunks),
        "stops": [one.finish_reason for one in model.results],
        "usage": [[one.usage.prompt_tokens, one.usage.completion_tokens] for one in model.results],
        "everything": text_of([model.results, [one for one in messages if getattr(one, "source", "") != "user"]]),
    }


async def openai(ask: Ask) -> dict[str, Any]:
    options = {"stream_options": {"include_usage": True}} if ask.stream else {}
    return await converse(
        ask,
        keeping(OpenAIChatCompletionClient)(
            model="gpt-4.1", base_url=f"{ask.origin}/openai/v1", api_key="none", model_info=INFO, **options
        ),
    )


async def anthropic(ask: Ask) -> dict[str, Any]:
    return await converse(
        ask,
        keeping(AnthropicChatCompletionClient)(
            model="claude-sonnet-4-5", base_url=f"{ask.origin}/anthropic", api_key="none", model_info=INFO
        ),
    )


CASES = {"openai": openai, "anthropic": anthropic}
