/**
 * Entities of the catalogue whose values have a domain, as `detectors.allow` means it: alone, behind `someone@`, or in a URL. A test
 * compares them with the examples of the detectors.
 */
export const domainEntities: readonly string[] = [
  "EMAIL_ADDRESS",
  "AWS_S3_BUCKET",
  "GCS_BUCKET",
  "CLOUD_HOST",
  "AUTH0_DOMAIN",
  "GOOGLE_OAUTH_CLIENT_ID",
  "CANARY_TOKEN",
  "TINES_WEBHOOK",
  "SLACK_WEBHOOK",
  "SLACK_WEBHOOK_URL",
  "DISCORD_WEBHOOK_URL",
  "DINGTALK_WEBHOOK",
  "FEISHU_WEBHOOK",
  "WECOM_WEBHOOK",
  "ZAPIER_WEBHOOK",
  "MAKE_WEBHOOK",
  "IFTTT_WEBHOOK",
];
