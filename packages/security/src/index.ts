export { oauthBearerClient } from './sasl/oauthbearer-client.ts';
export type { OAuthToken, TokenSource } from './sasl/oauthbearer-client.ts';
export { plainClient } from './sasl/plain-client.ts';
export { SaslError } from './sasl/sasl-client.ts';
export type { Password, SaslClient, SaslExchange } from './sasl/sasl-client.ts';
export { scramClient } from './sasl/scram-client.ts';
export type { ScramMechanism, ScramOptions } from './sasl/scram-client.ts';
