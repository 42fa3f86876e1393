/** A small catalogue for tests of configuration and policy: every label, tags, two detectors of one entity, a tail. */
import type { PolicyDetector } from "../../src/policy/detectors.ts";

export const sampleDetectors: readonly PolicyDetector[] = [
  { id: "email", entity: "EMAIL_ADDRESS", label: "confidential", tags: ["pii", "contact"], confidence: 0.9 },
  { id: "phone-us", entity: "PHONE_NUMBER", label: "confidential", tags: ["pii", "contact"], confidence: 0.6 },
  {
    id: "phone-international",
    entity: "PHONE_NUMBER",
    label: "confidential",
    tags: ["pii", "contact"],
    confidence: 0.7,
  },
  { id: "us-ssn", entity: "US_SSN", label: "regulated", tags: ["pii"], confidence: 0.85 },
  { id: "credit-card", entity: "CREDIT_CARD", label: "regulated", tags: ["pii", "payment"], confidence: 0.95 },
  { id: "ipv4", entity: "IP_ADDRESS", label: "internal", tags: ["network"], confidence: 0.6 },
  { id: "aws-key", entity: "AWS_ACCESS_KEY", label: "confidential", tags: ["credential"], confidence: 0.95 },
  { id: "jwt", entity: "JWT", label: "confidential", tags: ["credential"], confidence: 0.95, tail: "[A-Za-z0-9._-]" },
  { id: "build-id", entity: "BUILD_ID", label: "public", tags: [], confidence: 0.5 },
  { id: "test-token", entity: "TEST_TOKEN", label: "internal", tags: ["credential"], confidence: 0.5 },
];
