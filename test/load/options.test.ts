import { describe, expect, it } from "vitest";
import { flagOf, type LoadWords, OptionProblem, ranges, readOptions } from "../../src/load/options.ts";
import { scenarios } from "../../src/load/scenarios.ts";

describe("options", () => {
  it("have defaults: this checkout's gateway, chat, fifteen seconds", () => {
    expect(readOptions({})).toMatchObject({
      via: { kind: "preset", name: "sluice", processes: 1 },
      scenario: "chat",
      traffic: { streams: scenarios.chat.streams, rate: scenarios.chat.rate },
      sessionsPerSecond: undefined,
      rampSeconds: 3,
      seconds: 12,
      seed: 1,
    });
  });

  it("override a scenario's numbers, and leave the others", () => {
    const { traffic, steps } = readOptions({ scenario: "fleet", streams: "7", pii: "0", rate: "12.5" });
    expect(traffic).toEqual({
      streams: 7,
      rate: 12.5,
      pii: 0,
      tokens: scenarios.fleet.tokens,
      promptTokens: scenarios.fleet.promptTokens,
      firstTokenMs: scenarios.fleet.firstTokenMs,
    });
    expect(steps).toBe(scenarios.fleet.steps);
  });

  it.each([
    ["http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions"],
    ["https://gateway.example/", "https://gateway.example/chat/completions"],
    ["http://[::1]:9/openai/v1/chat/completions", "http://[::1]:9/openai/v1/chat/completions"],
  ])("take %s for the gateway at %s", (target, url) => {
    const words = { target, header: ["X-Key: a b", "authorization:Bearer k"], upstreamPort: "9999", pid: "12" };
    expect(readOptions(words).via).toEqual({
      kind: "target",
      url,
      headers: [
        ["x-key", "a b"],
        ["authorization", "Bearer k"],
      ],
      upstreamHost: "127.0.0.1",
      upstreamPort: 9_999,
      pid: 12,
    });
  });

  it.each(
    Object.keys(ranges) as (keyof typeof ranges)[],
  )("say the limits of %s when a value is beyond them", (name) => {
    const { from, to } = ranges[name];
    const target = ["upstreamPort", "pid"].includes(name) ? { target: "http://127.0.0.1:1" } : {};
    for (const word of [String(to + 1), String(from - 1), "many", "", "1e3", "0x10", "-1"])
      expect(() => readOptions({ ...target, [name]: word }), word).toThrow(`${flagOf(name)} takes a`);
    for (const word of [from, to]) expect(() => readOptions({ ...target, [name]: String(word) })).not.toThrow();
  });

  it.each<[LoadWords, string]>([
    [{ preset: "nginx", processes: "2" }, "--processes goes with --preset sluice"],
    [{ target: "http://127.0.0.1:1", processes: "2" }, "--processes goes with --preset sluice"],
    [{ scenario: "chta" }, "--scenario is one of chat, json"],
    [{ preset: "apache" }, "--preset is one of sluice, nginx"],
    [{ streams: "1", arrivals: "1" }, "--streams and --arrivals both"],
    [{ target: "http://127.0.0.1:1", preset: "nginx" }, "--target and --preset both"],
    [{ target: "127.0.0.1:8080" }, "--target takes the gateway's base URL"],
    [{ target: "ftp://x" }, "--target takes the gateway's base URL"],
    [{ upstreamPort: "9000" }, "--upstream-port goes with --target"],
    [{ header: ["a: b"], preset: "nginx" }, "--header goes with --target"],
    [{ pid: "1" }, "--pid goes with --target"],
    [{ target: "http://127.0.0.1:1", header: ["no colon"] }, '--header takes "name: value"'],
    [{ target: "http://127.0.0.1:1", header: ["a: b\r\nc: d"] }, '--header takes "name: value"'],
    [{ target: "http://127.0.0.1:1", header: ["Content-Length: 3"] }, "--header cannot set content-length"],
    [{ seed: "1.5" }, "--seed takes a whole number"],
  ])("refuse %j", (words, sentence) => {
    expect(() => readOptions(words)).toThrow(OptionProblem);
    expect(() => readOptions(words)).toThrow(sentence);
  });
});
