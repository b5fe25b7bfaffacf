// The versions that the command line tells: the release of Kafka that Ottla stands in for comes
// first, because scripts parse it.

export const KAFKA_VERSION = '4.3.1';
export const OTTLA_VERSION = '0.1.0';

export const versionText = `${KAFKA_VERSION} (Ottla ${OTTLA_VERSION})`;
