import { type FileHandle, open } from 'node:fs/promises';
import { StartError } from '../start-error.ts';
import type { BreachList } from './breach-list.ts';
import { SortedLines } from './sorted-lines.ts';

/** A list on this machine, in the format of Have I Been Pwned. It stays where it is: memory does not grow with it. */
export class BreachFile implements BreachList {
  readonly name = 'file';
  readonly #file: FileHandle;
  readonly #lines: SortedLines;

  private constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#lines = new SortedLines({
      size,
      read: async (position, length) => {
        const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position });
        return buffer.subarray(0, bytesRead);
      },
    });
  }

  /** @throws StartError for a file that is not there or not such a list */
  static async open(path: string): Promise<BreachFile> {
    const refuse = (why: string, cause?: unknown) =>
      new StartError(`PASSWORD_BREACH_FILE ${path} cannot be used: ${why}`, { cause });
    const file = await open(path).catch((cause: Error) => {
      throw refuse(cause.message, cause);
    });
    try {
      const stat = await file.stat();
      if (!stat.isFile()) throw refuse('it is not a file.');
      const list = new BreachFile(file, stat.size);
      const fault = await list.#lines.fault();
      if (fault) throw refuse(fault);
      return list;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  has(digest: string): Promise<boolean> {
    return this.#lines.has(digest);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
