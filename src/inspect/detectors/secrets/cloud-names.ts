/** Names of what an organisation keeps in a cloud: no secrets, and telling all the same. Internal: found, masked where a policy says so. */
import type { Detector } from "../../detector.ts";

const bucket = "[a-z0-9](?:[a-z0-9.-]{1,61}[a-z0-9])";

export const cloudNameDetectors: readonly Detector[] = [
  {
    id: "aws-arn",
    entity: "AWS_ARN",
    label: "internal",
    tags: ["cloud", "aws"],
    pattern: String.raw`arn:aws(?:-cn|-us-gov|-iso-?b?)?:[a-z0-9-]{2,30}:[a-z0-9-]{0,20}:(?:\d{12}|aws)?:[\w/.:*+=,@{}$-]{1,200}`,
    notBefore: "[A-Za-z0-9]",
    confidence: 0.5,
    source: "AWS general reference, Amazon Resource Names",
    examples: [
      { text: 'Role: "arn:aws:iam::123456789012:role/Admin"', find: ["arn:aws:iam::123456789012:role/Admin"] },
      { text: "arn:aws:s3:::my_bucket/*", find: ["arn:aws:s3:::my_bucket/*"] },
      {
        text: "kms arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd",
        find: ["arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd"],
      },
    ],
    counterExamples: [
      { text: "an ARN starts with arn:aws:" },
      { text: "learn:aws:s3:::x" },
      { text: "arn:gcp:s3:::x" },
      { text: "https://acme.s3.amazonaws.com/", neighbour: "aws-s3-bucket" },
    ],
  },
  {
    id: "aws-s3-bucket",
    entity: "AWS_S3_BUCKET",
    label: "internal",
    tags: ["cloud", "aws", "url"],
    pattern: String.raw`${bucket}\.s3(?:[.-](?:dualstack\.)?[a-z]{2}(?:-[a-z]{2,10}){1,2}-\d)?\.amazonaws\.com(?:\.cn)?`,
    notBefore: "[A-Za-z0-9.-]",
    confidence: 0.5,
    source: "Amazon S3 user guide, virtual-hosted-style addresses",
    examples: [
      { text: "http://acme-files.s3.amazonaws.com/a", find: ["acme-files.s3.amazonaws.com"] },
      { text: "acme.s3-us-east-2.amazonaws.com", find: ["acme.s3-us-east-2.amazonaws.com"] },
      { text: '"acme.s3.eu-central-1.amazonaws.com"', find: ["acme.s3.eu-central-1.amazonaws.com"] },
    ],
    counterExamples: [
      { text: "s3.amazonaws.com is the endpoint" },
      { text: "acme.s3.example.com" },
      { text: "acme.ec2.amazonaws.com" },
      { text: "s3.amazonaws.com/acme-files/a", neighbour: "aws-s3-path" },
    ],
  },
  {
    id: "aws-s3-path",
    entity: "AWS_S3_BUCKET",
    label: "internal",
    tags: ["cloud", "aws", "url"],
    pattern: String.raw`(?:s3(?:[.-][a-z]{2}(?:-[a-z]{2,10}){1,2}-\d)?\.amazonaws\.com/${bucket}|s3[an]?://${bucket})`,
    notBefore: "[A-Za-z0-9.-]",
    notAfter: "[a-z0-9-]",
    confidence: 0.5,
    source: "Amazon S3 user guide, path-style addresses and S3 URIs",
    examples: [
      { text: "http://s3.amazonaws.com/acme-files/a", find: ["s3.amazonaws.com/acme-files"] },
      { text: "https://s3-us-east-2.amazonaws.com/acme-files", find: ["s3-us-east-2.amazonaws.com/acme-files"] },
      { text: "aws s3 cp a s3://acme-files/b", find: ["s3://acme-files"] },
    ],
    counterExamples: [
      { text: "s3.amazonaws.com is the endpoint" },
      { text: "s3://$BUCKET/a" },
      { text: "s3://" },
      { text: "https://acme.s3.amazonaws.com/", neighbour: "aws-s3-bucket" },
    ],
  },
  {
    id: "aws-account-id",
    entity: "AWS_ACCOUNT_ID",
    label: "internal",
    tags: ["cloud", "aws"],
    lead: String.raw`aws[ _.-]?account(?:[ _.-]?(?:id|number))?["']?[ \t]{0,3}(?:[:=]|is)[ \t]{0,3}["']?`,
    pattern: String.raw`\d{4}-?\d{4}-?\d{4}`,
    caseless: true,
    notAfter: "[0-9]",
    confidence: 0.6,
    source: "AWS account management reference guide, account identifiers",
    examples: [
      { text: "aws_account_id=123456789012", find: ["123456789012"] },
      { text: 'AWSAccountId: "111122223333"', find: ["111122223333"] },
      { text: "AWS account number: 1234-5678-9012", find: ["1234-5678-9012"] },
    ],
    counterExamples: [
      { text: "aws_account_id=123" },
      { text: "order 123456789012" },
      { text: "aws_account_id=1234567890123" },
      { text: "arn:aws:iam::123456789012:root", neighbour: "aws-arn" },
    ],
  },
  {
    id: "gcs-bucket",
    entity: "GCS_BUCKET",
    label: "internal",
    tags: ["cloud", "url"],
    pattern: String.raw`(?:${bucket}\.storage\.googleapis\.com|[a-z0-9]\.storage\.googleapis\.com|storage\.(?:cloud\.google|googleapis)\.com/[a-z0-9][\w.-]{2,62}|gs://[a-z0-9][\w.-]{2,62})`,
    notBefore: "[A-Za-z0-9.-]",
    confidence: 0.5,
    source: "Google Cloud Storage documentation, request endpoints",
    examples: [
      { text: "https://acme-files.storage.googleapis.com/a", find: ["acme-files.storage.googleapis.com"] },
      { text: "https://storage.googleapis.com/acme_files/a", find: ["storage.googleapis.com/acme_files"] },
      { text: "gsutil cp a gs://acme-files/b", find: ["gs://acme-files"] },
    ],
    counterExamples: [
      { text: "storage.googleapis.com is the endpoint" },
      { text: "gs://$BUCKET/a" },
      { text: "logs://acme" },
      { text: "https://acme.s3.amazonaws.com/", neighbour: "aws-s3-bucket" },
    ],
  },
];
