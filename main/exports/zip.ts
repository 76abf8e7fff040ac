import fs from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

interface Entry {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** Times in an archive say nothing about the books, so the same export is the same file: the first day a ZIP can name. */
const firstTime = 0x00210000;

/** Writes a ZIP file by file (PKWARE APPNOTE 6.3: deflate, names in UTF-8); none stands in memory longer than it is written. */
export class ZipFile {
  private readonly fd: number;
  private readonly entries: Entry[] = [];
  private offset = 0;

  constructor(file: string) {
    this.fd = fs.openSync(file, 'w', 0o600);
  }

  /** Adds a file. @throws RangeError past 4 GB or 65,535 files, which need a later format */
  add(name: string, bytes: Uint8Array): void {
    const packed = deflateRawSync(bytes);
    const entry = { name: Buffer.from(name), crc: crc32(bytes), packed: packed.length, size: bytes.length, offset: this.offset };
    if (this.offset + packed.length > 0xfffffffe || this.entries.length >= 65_535) throw new RangeError('too much for one archive');
    this.write(Buffer.concat([localHeader(entry), entry.name]));
    this.write(packed);
    this.entries.push(entry);
  }

  /** Writes the directory and closes the file. */
  close(): void {
    const begin = this.offset;
    for (const entry of this.entries) this.write(Buffer.concat([centralHeader(entry), entry.name]));
    this.write(endOf(this.entries.length, this.offset - begin, begin));
    fs.closeSync(this.fd);
  }

  private write(bytes: Uint8Array): void {
    fs.writeSync(this.fd, bytes);
    this.offset += bytes.length;
  }
}

/** Version needed 2.0, flag 11 (names in UTF-8), method 8 (deflate). */
function shared(buffer: Buffer, at: number, { name, crc, packed, size }: Entry): void {
  buffer.writeUInt16LE(20, at);
  buffer.writeUInt16LE(0x0800, at + 2);
  buffer.writeUInt16LE(8, at + 4);
  buffer.writeUInt32LE(firstTime, at + 6);
  buffer.writeUInt32LE(crc, at + 10);
  buffer.writeUInt32LE(packed, at + 14);
  buffer.writeUInt32LE(size, at + 18);
  buffer.writeUInt16LE(name.length, at + 22);
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  shared(header, 4, entry);
  return header;
}

function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  shared(header, 6, entry);
  header.writeUInt32LE(entry.offset, 42);
  return header;
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
