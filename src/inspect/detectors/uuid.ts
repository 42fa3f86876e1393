/** The pattern of a UUID (RFC 9562), in either case. */
export const uuidPattern = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

/** Its shape alone: digits and any small letters. */
export const looseUuidPattern = "[0-9a-z]{8}-(?:[0-9a-z]{4}-){3}[0-9a-z]{12}";
