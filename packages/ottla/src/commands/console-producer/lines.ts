// Bytes of standard input to lines, as Java's BufferedReader cuts them: at LF, CR or CRLF. The last
// line needs no end.

/** `asked` is called before each line is waited for: the prompt. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  asked: () => void,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  let skipLineFeed = false;
  asked();
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    let start = 0;
    for (;;) {
      if (skipLineFeed && start < rest.length) {
        if (rest[start] === '\n') start += 1;
        skipLineFeed = false;
      }
      const end = lineEnd(rest, start);
      if (end < 0) break;
      const line = rest.slice(start, end);
      skipLineFeed = rest[end] === '\r';
      start = end + 1;
      yield line;
      asked();
    }
    rest = rest.slice(start);
  }
  rest += decoder.decode();
  if (skipLineFeed && rest.startsWith('\n')) rest = rest.slice(1);
  if (rest !== '') {
    yield rest;
    asked();
  }
}

function lineEnd(text: string, start: number): number {
  const lineFeed = text.indexOf('\n', start);
  const until = lineFeed < 0 ? text.length : lineFeed;
  const carriageReturn = text.slice(start, until).indexOf('\r');
  return carriageReturn < 0 ? lineFeed : start + carriageReturn;
}
