// Headers and whole requests, against bytes laid out by hand.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  apis,
  apiVersionsApi,
  DecodeError,
  EncodeError,
  heartbeatApi,
  metadataApi,
  produceApi,
  Reader,
  readRequest,
  readRequestHeader,
  readResponse,
  requestHeaderVersion,
  responseHeaderVersion,
  saslHandshakeApi,
  writeRequest,
  Writer,
  writeResponse,
} from '../src/index.ts';

function bytesOf(by: (writer: Writer) => void): Buffer {
  const writer = new Writer();
  by(writer);
  return Buffer.concat(writer.finish());
}

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
}

describe('header versions', () => {
  it('follow the flexible versions of the body', () => {
    assert.deepEqual([8, 9].map((v) => requestHeaderVersion(produceApi, v)), [1, 2]);
    assert.deepEqual([8, 9].map((v) => responseHeaderVersion(produceApi, v)), [0, 1]);
    assert.equal(requestHeaderVersion(saslHandshakeApi, 1), 1);
    assert.equal(responseHeaderVersion(saslHandshakeApi, 1), 0);
  });

  it('of ApiVersions: a flexible request, but an answer that every client can read', () => {
    assert.deepEqual([2, 3, 4].map((v) => requestHeaderVersion(apiVersionsApi, v)), [1, 2, 2]);
    assert.deepEqual([2, 3, 4].map((v) => responseHeaderVersion(apiVersionsApi, v)), [0, 0, 0]);
  });
});

describe('a request', () => {
  const fields = { correlationId: 0x01020304, clientId: 'me' };

  it('has a classic header', () => {
    const bytes = bytesOf((writer) =>
      writeRequest(writer, metadataApi, { ...fields, version: 1 }, { topics: null }),
    );
    const size = '00000010';
    assert.deepEqual(bytes, hex(`${size} 0003 0001 01020304 0002 6d65 ffffffff`));
  });

  it('has a flexible header, in which the client id stays classic', () => {
    const request = { topics: [], allowAutoTopicCreation: true };
    const bytes = bytesOf((writer) =>
      writeRequest(writer, metadataApi, { ...fields, version: 11 }, request),
    );
    const header = '0003 000b 01020304 0002 6d65 00';
    assert.deepEqual(bytes, hex(`00000011 ${header} 01 01 00 00`));
  });

  it('is read back, header and body', () => {
    const request = { groupId: 'g', generationId: 3, memberId: 'm' };
    for (const version of [0, 3, 4]) {
      const bytes = bytesOf((writer) =>
        writeRequest(writer, heartbeatApi, { ...fields, version, clientId: null }, request),
      );
      const read = readRequest(new Reader(bytes, 4));
      assert.equal(read.api, heartbeatApi);
      assert.equal(read.header.clientId, null);
      assert.equal(read.header.requestApiVersion, version);
      assert.partialDeepStrictEqual(read.request, request);
    }
  });

  it('of an ApiVersions version from the future still has a header that can be read', () => {
    const bytes = hex('0012 0063 00000007 ffff 00 ff');
    const reader = new Reader(bytes);
    assert.partialDeepStrictEqual(readRequestHeader(reader), {
      requestApiKey: 18,
      requestApiVersion: 99,
      correlationId: 7,
      clientId: null,
    });
    assert.equal(reader.remainingBytes, 1);
    assert.throws(
      () => readRequest(new Reader(bytes)),
      /ApiVersionsRequest v99: this version is not known, 0 to 4 are/,
    );
  });

  const refused: readonly [what: string, bytes: string, says: RegExp][] = [
    ['an unknown key', '7fff 0000 00000001 ffff', /requestApiKey: 32767 is no api key/],
    ['a key that Kafka has given up', '0004 0000 00000001 ffff', /requestApiKey: 4 is no api key/],
    ['nothing', '', /requestApiKey: needs 2 bytes, 0 are left/],
    ['half a header', '0003 000b 0102', /RequestHeader v2: correlationId: needs 4 bytes, 2 are/],
  ];
  for (const [what, bytes, says] of refused) {
    it(`with ${what} is refused`, () => {
      assert.throws(
        () => readRequest(new Reader(hex(bytes))),
        (error) => error instanceof DecodeError && says.test(error.message),
      );
    });
  }
});

describe('a response', () => {
  it('is read back at every version', () => {
    for (let version = 0; version <= 4; version += 1) {
      const bytes = bytesOf((writer) =>
        writeResponse(writer, apiVersionsApi, { version, correlationId: 9 }, {
          apiKeys: [{ apiKey: 18, minVersion: 0, maxVersion: 4 }],
        }),
      );
      assert.equal(bytes.readInt32BE(0), bytes.length - 4);
      const read = readResponse(new Reader(bytes, 4), apiVersionsApi, version);
      assert.equal(read.correlationId, 9);
      assert.partialDeepStrictEqual(read.response.apiKeys, [{ apiKey: 18, maxVersion: 4 }]);
    }
  });
});

describe('errors of messages', () => {
  it('say message, version, path and numbers when reading', () => {
    const request = {
      topicData: [
        { name: 'a', partitionData: [] },
        { name: 'b', partitionData: [{ index: 0, records: Buffer.alloc(1200) }] },
      ],
    };
    const bytes = bytesOf((writer) => produceApi.request.write(writer, request, 9));
    const cut = new Reader(bytes, 0, bytes.length - 1186);
    assert.throws(
      () => produceApi.request.read(cut, 9),
      (error) => {
        assert(error instanceof DecodeError);
        const path = 'topicData[1].partitionData[0].records';
        assert.equal(error.message, `ProduceRequest v9: ${path}: needs 1200 bytes, 17 are left`);
        assert.deepEqual([error.messageName, error.version], ['ProduceRequest', 9]);
        assert.equal(error.path, path);
        return true;
      },
    );
  });

  it('say message, version and path when writing', () => {
    const request = { topics: [{ partitions: [{}, { highWatermark: 2 ** 60 }] }] };
    assert.throws(
      () => bytesOf((writer) => apis.get(1)?.request.write(writer, request, 18)),
      (error) =>
        error instanceof EncodeError &&
        /^FetchRequest v18: topics\[0\]\.partitions\[1\]\.highWatermark: /.test(error.message),
    );
  });

  it('name a field that the version does not have, unless it may be dropped', () => {
    const write = (request: object) => () =>
      bytesOf((writer) => apis.get(1)?.request.write(writer, request, 4));
    const says = /FetchRequest v4: forgottenTopicsData: is set, but this version/;
    assert.throws(write({ forgottenTopicsData: [{}] }), says);
    assert.throws(
      write({ topics: [{ partitions: [{ lastFetchedEpoch: 1 }] }] }),
      /topics\[0\]\.partitions\[0\]\.lastFetchedEpoch: is set/,
    );
    assert.doesNotThrow(write({ rackId: 'r', sessionId: 5 }), 'both are ignorable');
  });

  it('refuse a tag that belongs to a later version', () => {
    const bytes = bytesOf((writer) => apis.get(1)?.request.write(writer, { topics: [] }, 12));
    const tagged = Buffer.concat([bytes.subarray(0, -1), hex('01 01 01 00')]);
    assert.throws(
      () => apis.get(1)?.request.read(new Reader(tagged), 12),
      /FetchRequest v12: replicaState: is there as tag 1, but this version does not have it/,
    );
  });
});
