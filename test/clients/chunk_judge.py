"""chunk-invariance, which judges a filter that it can call: here a filter is one streamed answer, seen by a client.

The model says a fixed text, cut where the prompt tells it to; the filter of the whole text is the same answer not streamed.
"""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any

from anthropic import Anthropic
from chunk_invariance import assert_chunk_invariant
from openai import OpenAI
from worker import Ask


def order(chunks: Iterable[str]) -> str:
    return "cut:" + ",".join(str(len(chunk)) for chunk in chunks)


def judge(ask: Ask, stream: Any, whole: Any) -> dict[str, Any]:
    said: list[str] = []

    def streamed(chunks: Iterable[str]) -> Iterator[str]:
        for piece in stream(order(chunks)):
            yield piece or ""

    def at_once(text: str) -> str:
        said.append(whole(order([text])))
        return said[0]

    try:
        return {"splits": assert_chunk_invariant(streamed, at_once, ask.text, splits=ask.splits), "whole": said[0]}
    except AssertionError as error:
        return {"differs": str(error), "whole": said[0]}


def chat(ask: Ask) -> dict[str, Any]:
    with OpenAI(base_url=f"{ask.origin}/openai/v1", api_key="none") as client:

        def create(prompt: str, **options: Any) -> Any:
            messages: list[Any] = [{"role": "user", "content": prompt}]
            return client.chat.completions.create(model="gpt-4.1", messages=messages, **options)

        def stream(prompt: str) -> Iterator[str | None]:
            for chunk in create(prompt, stream=True):
                if chunk.choices:
                    yield chunk.choices[0].delta.content

        return judge(ask, stream, lambda prompt: create(prompt).choices[0].message.content)


def responses(ask: Ask) -> dict[str, Any]:
    with OpenAI(base_url=f"{ask.origin}/openai/v1", api_key="none") as client:

        def stream(prompt: str) -> Iterator[str]:
            for event in client.responses.create(model="gpt-4.1", input=prompt, stream=True):
                if event.type == "response.output_text.delta":
                    yield event.delta

        return judge(ask, stream, lambda prompt: client.responses.create(model="gpt-4.1", input=prompt).output_text)


def messages(ask: Ask) -> dict[str, Any]:
    with Anthropic(base_url=f"{ask.origin}/anthropic", api_key="none") as client:

        def options(prompt: str) -> dict[str, Any]:
            return {"model": "claude-sonnet-4-5", "max_tokens": 99, "messages": [{"role": "user", "content": prompt}]}

        def stream(prompt: str) -> Iterator[str]:
            with client.messages.stream(**options(prompt)) as events:
                yield from events.text_stream

        return judge(ask, stream, lambda prompt: client.messages.create(**options(prompt)).content[0].text)


def in_thread(case: Any) -> Any:
    async def run(ask: Ask) -> dict[str, Any]:
        return await asyncio.to_thread(case, ask)

    return run


CASES = {"chat": in_thread(chat), "responses": in_thread(responses), "messages": in_thread(messages)}
