/**
 * What kinds of traffic there are, as data. A session is what one arrival begins: its steps are exchanges, and a step begins
 * when those before it have ended. Options of the command override a scenario's numbers.
 */

export interface Step {
  readonly name: string;
  /** Steps of the session that must have ended, by their place. */
  readonly after: readonly number[];
  /** Then it waits so long: a tool runs, a person reads. */
  readonly waitMs: number;
  /** Chance that the answer is streamed. */
  readonly streamed: number;
  readonly asks: "question" | "tool result";
  readonly answers: "text" | "tool call";
  /** Times the run's tokens of a prompt and of an answer. */
  readonly prompt: number;
  readonly answer: number;
}

/** Numbers that options override. */
export interface Traffic {
  /** Live exchanges on average, once the ramp is over. */
  readonly streams: number;
  /** Tokens a second of one answer. */
  readonly rate: number;
  /** Tokens of an answer, and of a prompt, on average. */
  readonly tokens: number;
  readonly promptTokens: number;
  /** From the request to the first token, on average. */
  readonly firstTokenMs: number;
  /** Planted values to 100 tokens, in answers and in prompts. */
  readonly pii: number;
}

export interface Scenario extends Traffic {
  readonly about: string;
  readonly steps: readonly Step[];
}

const step = (name: string, more: Partial<Step> = {}): Step => ({
  name,
  after: [],
  waitMs: 0,
  streamed: 1,
  asks: "question",
  answers: "text",
  prompt: 1,
  answer: 1,
  ...more,
});

const usual: Traffic = { streams: 100, rate: 40, tokens: 120, promptTokens: 80, firstTokenMs: 200, pii: 1 };

const WORKERS = 3;
const TOOL_MS = 100;

const planner = step("planner", { answers: "tool call" });
const workers = (): Step[] => {
  const calls = Array.from({ length: WORKERS }, (_, i) =>
    step(`worker ${i + 1} calls`, { after: [0], answers: "tool call", answer: 0.5 }),
  );
  const reports = calls.map((_, i) =>
    step(`worker ${i + 1} reports`, { after: [1 + i], waitMs: TOOL_MS, asks: "tool result", prompt: 3 }),
  );
  return [...calls, ...reports];
};
const summary = step("planner sums up", {
  after: Array.from({ length: WORKERS }, (_, i) => 1 + WORKERS + i),
  asks: "tool result",
  prompt: 6,
  answer: 2,
});

export const scenarios = {
  chat: { ...usual, about: "people chat: streamed answers", steps: [step("chat")] },
  json: {
    ...usual,
    ...{ streams: 20, rate: 2_000, tokens: 250, firstTokenMs: 40 },
    about: "scripts ask: JSON answers, no stream",
    steps: [step("json", { streamed: 0 })],
  },
  mixed: { ...usual, about: "chat, where three of ten answers are JSON", steps: [step("mixed", { streamed: 0.7 })] },
  documents: {
    ...usual,
    ...{ streams: 50, promptTokens: 4_000 },
    about: "questions about long documents: prompts of 4,000 tokens",
    steps: [step("document")],
  },
  // Quick tokens: a session is long, and the load is at its height only when the first ones end.
  fleet: {
    ...usual,
    ...{ rate: 120, tokens: 100 },
    about: `agents: a planner, ${WORKERS} workers with tool calls, and the planner again`,
    steps: [planner, ...workers(), summary],
  },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[];
