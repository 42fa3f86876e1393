/** Rules for a place that a stream repeats as a whole: the same, but no text is continued in a later event. */
import type { Rule, Rules } from "./dialect.ts";

export const whole = (rules: Rules): Rules =>
  Object.fromEntries(Object.entries(rules).map(([shape, rule]) => [shape, wholeRule(rule)]));

function wholeRule(rule: Rule): Rule {
  if (rule.as === "text" || rule.as === "json") return { ...rule, whole: true };
  if (rule.as !== "by") return rule;
  const is = Object.fromEntries(Object.entries(rule.is).map(([value, inner]) => [value, wholeRule(inner)]));
  return { ...rule, is, else: wholeRule(rule.else) };
}
