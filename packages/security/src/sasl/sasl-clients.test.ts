import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { oauthBearerClient, plainClient, SaslError, scramClient } from '../index.ts';
import type { SaslClient, SaslExchange } from './sasl-client.ts';

const NOTHING = new Uint8Array(0);

/** Says what the client answers to each challenge, as text. */
async function answers(
  client: SaslClient,
  challenges: readonly string[],
): Promise<{ readonly said: (string | undefined)[]; readonly exchange: SaslExchange }> {
  const exchange = await client.begin();
  const said = ['', ...challenges].map((challenge) => {
    const answer = exchange.evaluate(Buffer.from(challenge));
    return answer === undefined ? undefined : Buffer.from(answer).toString();
  });
  return { said, exchange };
}

describe('PLAIN', () => {
  test('one message, then nothing', async () => {
    const { said, exchange } = await answers(plainClient('tim', 'tanstaaf,tanstaaf'), ['']);
    assert.deepEqual(said, ['\0tim\0tanstaaf,tanstaaf', undefined]);
    assert.equal(exchange.isComplete, true);
  });

  test('the password may be asked for each time', async () => {
    let round = 0;
    const client = plainClient('u', async () => `p${++round}`);
    assert.deepEqual((await answers(client, [])).said, ['\0u\0p1']);
    assert.deepEqual((await answers(client, [])).said, ['\0u\0p2']);
  });
});

/** Random that gives these bytes as the nonce. */
function randomOf(nonce: string) {
  const bytes = Buffer.from(nonce, 'base64');
  return { uint32: () => 0, float: () => 0, bytes: () => bytes };
}

describe('SCRAM', () => {
  // RFC 7677 §3, whose nonce is base64 of these bytes.
  const nonce = 'rOprNGfwEbeRWgbNEkqO';
  const client = scramClient({
    mechanism: 'SCRAM-SHA-256',
    username: 'user',
    password: 'pencil',
    random: randomOf(nonce),
  });
  const serverFirst =
    'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';
  const serverFinal = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';

  test('the exchange of RFC 7677', async () => {
    const { said, exchange } = await answers(client, [serverFirst, serverFinal]);
    assert.deepEqual(said, [
      'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,' +
        'p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
      undefined,
    ]);
    assert.equal(exchange.isComplete, true);
  });

  test('names are escaped, a delegation token says so', async () => {
    const random = randomOf(nonce);
    const token = scramClient({
      mechanism: 'SCRAM-SHA-512',
      username: 'a=b,c',
      password: 'x',
      isDelegationToken: true,
      random,
    });
    const { said } = await answers(token, []);
    assert.deepEqual(said, [`n,,n=a=3Db=2Cc,r=${nonce},tokenauth=true`]);
  });

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no SCRAM', ['hello'], /no SCRAM/],
    ['another nonce', [serverFirst.replace('r=rO', 'r=rX')], /nonce does not continue/],
    ['the client’s nonce alone', [`r=${nonce},s=W22Z,i=4096`], /nonce does not continue/],
    ['too few iterations', [serverFirst.replace('4096', '1000')], /1000 iterations/],
    ['too many iterations', [serverFirst.replace('4096', '99999999')], /99999999 iterations/],
    ['a wrong signature', [serverFirst, serverFinal.replace('v=6', 'v=7')], /does not prove/],
    ['no signature', [serverFirst, ''], /does not prove/],
    ['an error', [serverFirst, 'e=unknown-user'], /refused: unknown-user/],
  ];
  for (const [what, challenges, message] of refused) {
    test(`${what} from the server ends it`, async () => {
      await assert.rejects(answers(client, challenges), (error) => {
        assert.ok(error instanceof SaslError);
        assert.match(error.message, message);
        return true;
      });
    });
  }
});

describe('OAUTHBEARER', () => {
  test('the token, with extensions', async () => {
    const client = oauthBearerClient(() => ({ value: 'abc.def', extensions: { cluster: 'a b' } }));
    const { said, exchange } = await answers(client, ['']);
    const first = 'n,,\x01auth=Bearer abc.def\x01cluster=a b\x01\x01';
    assert.deepEqual(said, [first, undefined]);
    assert.equal(exchange.isComplete, true);
  });

  test('a refusal is answered, so that the server can say that it failed', async () => {
    const client = oauthBearerClient(async () => 't');
    const { said, exchange } = await answers(client, ['{"status":"x"}']);
    assert.deepEqual(said, ['n,,\x01auth=Bearer t\x01\x01', '\x01']);
    assert.equal(exchange.isComplete, false);
  });

  for (const extensions of [{ auth: 'x' }, { 'a-b': 'x' }, { a: 'x\x01' }]) {
    test(`extension ${JSON.stringify(extensions)} is refused`, async () => {
      const exchange = await oauthBearerClient(() => ({ value: 't', extensions })).begin();
      assert.throws(() => exchange.evaluate(NOTHING), SaslError);
    });
  }
});
