"""The OpenAI client itself, with its streaming helpers: the loop over tools is written out."""

import json
from typing import Any

from openai import AsyncOpenAI, pydantic_function_tool
from pydantic import BaseModel
from worker import CLERK, REVIEWER, Ask, text_of


class FindCustomer(BaseModel):
    email: str
    card: str
    note: str


class FileNote(BaseModel):
    text: str


CHAT_TOOLS = [pydantic_function_tool(FindCustomer, name="find_customer"), pydantic_function_tool(FileNote, name="file_note")]
RESPONSES_TOOLS = [{"type": "function", **tool["function"]} for tool in CHAT_TOOLS]


def client_of(ask: Ask) -> AsyncOpenAI:
    return AsyncOpenAI(base_url=f"{ask.origin}/openai/v1", api_key="none")


async def chat(ask: Ask) -> dict[str, Any]:
    seen: dict[str, Any] = {"texts": [], "thoughts": [], "stops": [], "usage": []}
    streamed: list[str] = []
    results: list[Any] = []

    async def turn(client: AsyncOpenAI, messages: list[Any], **options: Any) -> Any:
        if ask.stream:
            options["stream_options"] = {"include_usage": True}
            async with client.chat.completions.stream(model="gpt-4.1", messages=messages, **options) as stream:
                async for event in stream:
                    results.append(event.to_dict())
                    if event.type == "content.delta":
                        streamed.append(event.delta)
                answer = await stream.get_final_completion()
        else:
            answer = await client.chat.completions.parse(model="gpt-4.1", messages=messages, **options)
        results.append(answer.to_dict())
        seen["stops"].append(answer.choices[0].finish_reason)
        seen["usage"].append([answer.usage.prompt_tokens, answer.usage.completion_tokens])
        return answer.choices[0].message

    async with client_of(ask) as client:
        messages: list[Any] = [{"role": "system", "content": CLERK}, {"role": "user", "content": ask.task}]
        while (said := await turn(client, messages, tools=CHAT_TOOLS)).tool_calls:
            seen["thoughts"].append(said.content)
            messages.append(said.to_dict())
            for call in said.tool_calls:
                result = await getattr(ask, call.function.name)(**call.function.parsed_arguments.model_dump())
                messages.append({"role": "tool", "tool_call_id": call.id, "content": result})
        seen["texts"].append(said.content)
        # In two parts: the reviewer reads one text.
        half = len(said.content) // 2
        parts = [{"type": "text", "text": said.content[:half]}, {"type": "text", "text": said.content[half:]}]
        review = [{"role": "system", "content": REVIEWER}, {"role": "user", "content": parts}]
        seen["texts"].append((await turn(client, review)).content)
    return {**seen, "streamed": "".join(streamed), "everything": text_of(results)}


async def responses(ask: Ask) -> dict[str, Any]:
    seen: dict[str, Any] = {"texts": [], "thoughts": [], "stops": [], "usage": []}
    streamed: list[str] = []
    results: list[Any] = []

    async def turn(client: AsyncOpenAI, **options: Any) -> Any:
        if ask.stream:
            async with client.responses.stream(model="gpt-4.1", **options) as stream:
                async for event in stream:
                    results.append(event.to_dict())
                    if event.type == "response.output_text.delta":
                        streamed.append(event.delta)
                answer = await stream.get_final_response()
        else:
            answer = await client.responses.create(model="gpt-4.1", **options)
        results.append(answer.to_dict())
        seen["stops"].append(answer.status)
        seen["usage"].append([answer.usage.input_tokens, answer.usage.output_tokens])
        return answer

    async with client_of(ask) as client:
        history: list[Any] = [{"role": "user", "content": ask.task}]
        while True:
            answer = await turn(client, instructions=CLERK, input=history, tools=RESPONSES_TOOLS)
            calls = [item for item in answer.output if item.type == "function_call"]
            if not calls:
                break
            seen["thoughts"].append(answer.output_text)
            for item in answer.output:
                # A parsed copy of the arguments is the client's own addition.
                history.append({name: value for name, value in item.to_dict().items() if name != "parsed_arguments"})
            for call in calls:
                result = await getattr(ask, call.name)(**json.loads(call.arguments))
                history.append({"type": "function_call_output", "call_id": call.call_id, "output": result})
        seen["texts"].append(answer.output_text)
        seen["texts"].append((await turn(client, instructions=REVIEWER, input=answer.output_text)).output_text)
    return {**seen, "streamed": "".join(streamed), "everything": text_of(results)}


CASES = {"chat": chat, "responses": responses}
