/**
 * Bodies without a value, spelled as oddly as their grammars allow: whoever writes them down anew changes them. Each must
 * come out byte for byte.
 */
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import type { BodyKind } from "../laws/real.ts";

export interface CleanBody {
  readonly name: string;
  readonly kind: BodyKind;
  readonly body: string | Uint8Array;
}

const request = (operation: string, dialect = openai): BodyKind => ({
  direction: "request",
  contentType: "application/json; charset=UTF-8",
  dialect,
  operation,
});
const answer = (operation: string, dialect = openai): BodyKind => ({
  ...request(operation, dialect),
  direction: "response",
});
const stream = (operation: string, dialect = openai): BodyKind => ({
  ...answer(operation, dialect),
  contentType: "text/event-stream",
});
const plain = (contentType: string, direction: "request" | "response" = "request"): BodyKind => ({
  direction,
  contentType,
});

const chatRequest = String.raw`
 { "messages" : [ {"content":"H\u0065llo \"w\u006frld\" \/ \\ \b\f\n\r\t \ud83d\uDE00 \ud83d alone 😀","role":"user"},
	{"role":"assistant","tool_calls":[{"function":{"arguments":"{\"a\" : 1.0e+2 ,\n \"b\":[ ]}","name":"f"},"id":"call_1","type":"function"}],"content":null},
	{"role":"tool","tool_call_id":"call_1","content":"[ {\"x\" : -0.0E-7 } ]"} ],
 "temperature" : 1.0e+0, "top_p":0.10, "seed": -0, "stream":false , "model":"gpt-4o","x-unknown" : {"": [ [ ], { } , null,true , false,1E400 ]},
 "logit_bias":{"50256":-100}, "stop":["\u000a\u000A"] } `;

const chatAnswer = String.raw`{"choices":[{"message":{"content":"caf\u00E9 — “fine”","role":"assistant","refusal":null,"annotations":[]},"finish_reason":"stop","index":0,"logprobs":null}],
"usage":{"total_tokens":12.0,"prompt_tokens":3e0,"completion_tokens":9},"created":1.7e9,"object":"chat.completion","id":"chatcmpl-1","model":"gpt-4o-2024-08-06","service_tier":"default","new_field":[{"a":0.30000000000000004}]}
`;

const chatStream = [
  "\ufeff: open ☕\r\n\r\n",
  'id: 1\r\nretry: 3000\r\ndata: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}\r\n\r\n',
  'data:{"choices":[{"delta":{"content":"The \\u0067allery "} , "index" : 0}],"id":"chatcmpl-1"}\n\n',
  'data: {"choices":[{"index":0,"delta":\ndata: {"content":"opens\\n"}}],\ndata:   "id":"chatcmpl-1"}\n: in between\n\n',
  ': ping\r: ping\r\rdata: {"choices":[{"index":0,"delta":{"content":"at nine. 😀"},"extra":{"deep":[1.50,"e\\u0301"]}}]}\r\r',
  'data: {"choices":[{"index":1,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":"{\\"a"}}]}}]}\n\n',
  'data: {"choices":[{"index":1,"delta":{"tool_calls":[{"function":{"arguments":"\\" : [1.0e+2,\\n"},"index":0}]}}]}\n\n',
  'data: {"choices":[{"index":1,"delta":{"tool_calls":[{"index":0,"function":{"arguments":" null ] } "}}]}}]}\n\n\n',
  'event: message\ndata: {"choices":[{"index":1,"delta":{},"finish_reason":"tool_calls"},{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n',
  'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":9.0}}\n\n',
  "data: [DONE]\n\n: bye\n\n",
].join("");

const completionsStream = [
  'data: {"id":"cmpl-1","choices":[{"text":"It was","index":0,"logprobs":null,"finish_reason":null}]}\r\n\r\n',
  'data: {"id":"cmpl-1","choices":[{"text":" raining \\u2014 ","index":0.0}]}\r\n\r\n',
  'data: {"id":"cmpl-1","choices":[{"text":"hard.","index":0e0,"finish_reason":"length"}]}\r\n\r\n',
  "data: [DONE]\r\n\r\n",
].join("");

const responsesStream = [
  'event: response.created\ndata: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","output":[],"temperature":1.0,"tools":[ ]}}\n\n',
  'event: response.output_item.added\ndata: {"output_index":0,"type":"response.output_item.added","item":{"id":"msg_1","type":"message","role":"assistant","content":[]}}\n\n',
  'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","content_index":0,"output_index":0,"item_id":"msg_1","delta":"Si\\u006cver ","logprobs":[],"obfuscation":"x7Q"}\n\n',
  'event: response.output_text.delta\ndata: {"delta":"birches.","output_index":0,"content_index":0,"item_id":"msg_1","type":"response.output_text.delta"}\n\n',
  'event: response.output_text.done\ndata: {"type":"response.output_text.done","text":"Si\\u006cver birches.","output_index":0,"content_index":0}\n\n',
  'event: response.new_kind\ndata: {"type":"response.new_kind","nobody":{"knows":["it",1.0]}}\n\n',
  'event: response.output_item.done\ndata: {"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{"type":"output_text","text":"Silver birches.","annotations":[]}]}}\n\n',
  'event: response.completed\ndata: {"type":"response.completed","response":{"status":"completed","usage":{"input_tokens":36,"output_tokens":3}}}\n\n',
].join("");

const anthropicStream = [
  'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"claude","usage":{"input_tokens":4.0}}}  \n\n',
  'event: ping\ndata: {"type": "ping"}\n\n',
  'event: content_block_start\ndata: {"content_block":{"text":"","type":"text"},"index":0,"type":"content_block_start"}\n\n',
  'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Half \\u0061 mile"}} \n\n',
  ': keep-alive\n\nevent: content_block_delta\r\ndata: {"delta":{"text":" on\\t…","type":"text_delta"},"index":0,"type":"content_block_delta"}\r\n\r\n',
  'event: content_block_stop\ndata: {"index":0,"type":"content_block_stop"}     \n\n',
  'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":7}}\n\n',
  'event: message_stop\ndata: {"type":"message_stop"}\n\n',
].join("");

const boundary = "=_x'()+,-./:?";
const multipart = [
  `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n`,
  `--${boundary}\r\ncontent-disposition:form-data ; name="ünïcode" ; x=y\r\nX-Extra:  spaced  \r\n\r\nline\r\n--${boundary.slice(0, 5)}\r\n\tline \r\n`,
  `--${boundary}\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name="j"\r\n\r\n { "n" : 1.0e+2 , "s":"\\u0061" }\n\r\n`,
  `--${boundary}--\r\n`,
].join("");

export const cleanBodies: readonly CleanBody[] = [
  { name: "a chat request", kind: request("chat.completions"), body: chatRequest },
  { name: "a chat answer", kind: answer("chat.completions"), body: chatAnswer },
  { name: "a chat stream", kind: stream("chat.completions"), body: chatStream },
  {
    name: "a completions request",
    kind: request("completions"),
    body: '{"prompt":["Once\\u0020upon",""],"echo":true ,"max_tokens":1.6e1}',
  },
  {
    name: "a completions answer",
    kind: answer("completions"),
    body: '{"choices" :[{"text":"a \\/ b","finish_reason":"stop","logprobs":null}]}',
  },
  { name: "a completions stream", kind: stream("completions"), body: completionsStream },
  {
    name: "an embeddings request",
    kind: request("embeddings"),
    body: '{ "input":[ "one" ,"tw\\u006f"],"model":"m"}\r\n',
  },
  {
    name: "an embeddings answer",
    kind: answer("embeddings"),
    body: '{"data":[{"embedding":[0.0023064255,-9.327919E-3 , 1e-7,-0,1.0],"index":0,"object":"embedding"}],"object":"list"}',
  },
  {
    name: "a Responses request",
    kind: request("responses"),
    body: '{"input":[{"content":[{"text":"Hi\\u0021","type":"input_text"},{"type":"input_text","text":" there"}],"role":"user"},{"type":"function_call_output","output":"{ \\"ok\\" :true}","call_id":"c"}],"model":"m","tools":[],"top_p":1.0}',
  },
  {
    name: "a Responses answer",
    kind: answer("responses"),
    body: '{"output":[{"content":[{"annotations":[],"text":"fine\\n","type":"output_text"}],"type":"message"},{"type":"function_call","arguments":"{\\"q\\" : \\"x\\"}","name":"f"}],"id":"resp_1","created_at":1.7E9}',
  },
  { name: "a Responses stream", kind: stream("responses"), body: responsesStream },
  {
    name: "an Anthropic request",
    kind: request("messages", anthropic),
    body: '{"system":[{"text":"Be kind.","type":"text","cache_control":{"type":"ephemeral"}}],"messages":[{"content":[{"type":"tool_result","tool_use_id":"t","content":"{ \\"a\\":[ 1.0 ]}"},{"text":"g\\u006f on","type":"text"}],"role":"user"}],"max_tokens":1e3,"model":"claude"}',
  },
  {
    name: "an Anthropic answer",
    kind: answer("messages", anthropic),
    body: '{"type":"message","content":[{"type":"text","text":"w\\u0065ll"},{"input":{"a":[1.50,{"b":null}]},"name":"f","id":"t","type":"tool_use"}],"usage":{"output_tokens":7.0},"stop_reason":"tool_use"}',
  },
  { name: "an Anthropic stream", kind: stream("messages", anthropic), body: anthropicStream },
  {
    name: "JSON",
    kind: plain("application/vnd.api+json"),
    body: '\n[1.0e+2, -0.0 ,{"b":1,"a":2,"\\u0063":"\\ud834\\udd1e","":""} ,[[]],"\\u2028",1e1000]\t',
  },
  { name: "a JSON string", kind: plain("application/json", "response"), body: ' "just \\u0074ext" ' },
  { name: "an empty body", kind: plain("application/json"), body: "" },
  {
    name: "events of JSON",
    kind: plain("text/event-stream", "response"),
    body: 'event:tick\ndata:{"n":1.0,"state":"up"}\n\nevent:tick\ndata:{"n":2.0,"state":"up"}\n\n\n\ndata: [1,\ndata: 2]\n\ndata\n\ndata:\n\nid\n\ndata: "te\\u0078t"\n\n',
  },
  {
    name: "events of text",
    kind: plain("text/event-stream", "response"),
    body: "data: Once\n\ndata:  upon a\ndata: time\n\nfoo: bar\ndata:  there\r\n\r\ndata: was {1}\r\rdata: no end",
  },
  {
    name: "lines of JSON",
    kind: plain("application/x-ndjson", "response"),
    body: '{"model":"llama","response":"Once","done":false}\r\n\n {"done":false , "response":" \\u0075pon","eval":1.0e3}\n"word"\n12\nnull\n[ ]\n{"done":true}',
  },
  {
    name: "text",
    kind: plain("text/plain", "response"),
    body: "\ufeffGrüße\r\n\n\ttabs\u00a0and 😀\u200d\u{1f469} — \\u0041 %41 &amp; &#65; \u2028 end",
  },
  {
    name: "CSV",
    kind: plain("text/csv"),
    body: '\ufeffname;"note ""a""\r\n";n\r\n"Mill; old",,1.0\n\nx"y;"open\r',
  },
  {
    name: "HTML",
    kind: plain("text/html; charset=utf-8", "response"),
    body: "<!DOCTYPE html><P class=x>caf&eacute; &lt;ok&gt; &#x263A;<br/>\r\n<!-- c --><script>let a = 1.0e+2;</script>\n",
  },
  {
    name: "a form",
    kind: plain("application/x-www-form-urlencoded"),
    body: "a=1&&b=%c3%BC+x&c&=d&e==f&g=%2B%zz&a=1;b=2&",
  },
  {
    name: "JSON of requests' own keys",
    kind: plain("application/json"),
    body: '{"idempotency_key": "9f86d081884c7d659a2feaa0c55ad015", "idempotencyKey":"a8Fk2LmQ_9ZxT4cV7bN1wR-6yH3uJ5eD0sGpKoXi2Bv"}',
  },
  {
    name: "JSON of what is the same, which record it is and which page",
    kind: plain("application/json"),
    body: JSON.stringify({
      ...{
        ClientRequestToken: "9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b",
        IdempotencyToken: "9f86d081884c7d659a2feaa0c55ad015",
      },
      ...{ dedup_key: "a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0s", cacheKey: "a8Fk2LmQ_9ZxT4cV7bN1wR-6yH3uJ5eD0sGpKoXi2Bv" },
      ...{ PartitionKey: "order-a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0s", RowKey: "01J9ZQ3V7K8M2N4P6R8T0W1X3Y" },
      ...{
        orderingKey: "a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0s",
        MessageDeduplicationId: "9f86d081884c7d659a2feaa0c55ad015",
      },
      ...{ request_id: "req_9f86d081884c7d659a2feaa0c55ad015", correlationId: "9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b" },
      ...{
        nextPageToken: "Cia8Fk2LmQ_9ZxT4cV7bN1wR-6yH3uJ5eD0s",
        NextToken: "a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0sGpKoXi2Bv==",
      },
    }),
  },
  {
    name: "a chat request with a cache's key",
    kind: request("chat.completions"),
    body: '{"model":"gpt-4o","messages":[],"prompt_cache_key":"user-a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0s"}',
  },
  {
    name: "a form with a request's own key",
    kind: plain("application/x-www-form-urlencoded"),
    body: "amount=100&idempotency_key=a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0s",
  },
  {
    name: "a multipart form with a request's own key",
    kind: plain("multipart/form-data; boundary=b"),
    body: '--b\r\ncontent-disposition: form-data; name="idempotency-key"\r\n\r\na8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0s\r\n--b--\r\n',
  },
  { name: "a multipart form", kind: plain(`multipart/form-data; boundary="${boundary}"`), body: multipart },
];
