const chunked = 'Transfer-Encoding: chunked';

/** Heads that two readers may understand in two ways. */
const ambiguousHeads: Readonly<Record<string, readonly string[]>> = {
  'a length and chunks': ['Content-Length: 6', chunked],
  'chunks and a length': [chunked, 'Content-Length: 6'],
  'two lengths': ['Content-Length: 0', 'Content-Length: 60'],
  'a list of lengths': ['Content-Length: 0, 60'],
  'a length with a sign': ['Content-Length: +0'],
  'a length in hexadecimal': ['Content-Length: 0x0'],
  'a length behind a tab': ['Content-Length:\t\v0'],
  'an unknown encoding': ['Transfer-Encoding: xchunked'],
  'chunks and another encoding': ['Transfer-Encoding: chunked, identity'],
  'an encoding before chunks': ['Transfer-Encoding: gzip, chunked'],
  'chunks behind a control character': ['Transfer-Encoding: \x0bchunked'],
  'chunks in quotes': ['Transfer-Encoding: "chunked"'],
  'chunks twice': [chunked, chunked],
  'chunks with a blank before the colon': ['Transfer-Encoding : chunked', 'Content-Length: 6'],
  'chunks on a folded line': ['Transfer-Encoding:', ' chunked', 'Content-Length: 6'],
  'chunks behind a bare line feed': ['X-A: b\nTransfer-Encoding: chunked', 'Content-Length: 6'],
  'chunks behind a bare carriage return': [
    'X-A: b\rTransfer-Encoding: chunked',
    'Content-Length: 6',
  ],
  'chunks under an underscore': ['Transfer_Encoding: chunked', 'Content-Length: 6'],
  'chunks behind a NUL': ['Transfer-Encoding\0: chunked', 'Content-Length: 6'],
};

/** Bodies in chunks that two readers may end in two places; what follows is a request to one of them. */
const ambiguousChunks: Readonly<Record<string, string>> = {
  'an extension with a line feed': '2;\nxx\r\n4c\r\n',
  'a bare line feed after a size': '2\nxx\r\n0\r\n\r\n',
  'a size with a sign': '+2\r\nxx\r\n0\r\n\r\n',
  'a size in hexadecimal, told twice': '0x2\r\nxx\r\n0\r\n\r\n',
  'a size that is too large for a number': '10000000000000002\r\nxx\r\n0\r\n\r\n',
  'a size with a blank': ' 2\r\nxx\r\n0\r\n\r\n',
  'no end after a chunk': '2\r\nxxxx0\r\n\r\n',
  'a trailer that is a head': '0\r\nContent-Length: 60\r\n\r\n',
  'an extension': '2;a=b\r\nxx\r\n0\r\n\r\n',
};

/** Whole requests with another behind each that only somebody who is fooled takes for one. */
export function ambiguousRequests(host: string, marker: string): readonly [string, string][] {
  const post = ['POST /api/session HTTP/1.1', `Host: ${host}`, 'Content-Type: application/json'];
  const hidden = `GET ${marker} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  return [
    ...Object.entries(ambiguousHeads).map(([name, lines]): [string, string] => [
      name,
      `${[...post, ...lines].join('\r\n')}\r\n\r\n0\r\n\r\n${hidden}`,
    ]),
    ...Object.entries(ambiguousChunks).map(([name, chunks]): [string, string] => [
      name,
      `${[...post, chunked].join('\r\n')}\r\n\r\n${chunks}${hidden}`,
    ]),
  ];
}
