import type { LiveStream } from './live-stream.ts';

/** Open streams under the ids that announcements name, oldest first. */
export class StreamIndex {
  readonly #all = new Set<LiveStream>();
  readonly #bySession = new Map<string, Set<LiveStream>>();
  readonly #byUser = new Map<string, Set<LiveStream>>();

  get size(): number {
    return this.#all.size;
  }

  all(): LiveStream[] {
    return [...this.#all];
  }

  ofSession(id: string): LiveStream[] {
    return [...(this.#bySession.get(id) ?? [])];
  }

  ofUser(id: string): LiveStream[] {
    return [...(this.#byUser.get(id) ?? [])];
  }

  add(stream: LiveStream): void {
    this.#all.add(stream);
    group(this.#bySession, stream.sessionId).add(stream);
    group(this.#byUser, stream.userId).add(stream);
  }

  delete(stream: LiveStream): void {
    this.#all.delete(stream);
    remove(this.#bySession, stream.sessionId, stream);
    remove(this.#byUser, stream.userId, stream);
  }
}

type Groups = Map<string, Set<LiveStream>>;

function group(groups: Groups, id: string): Set<LiveStream> {
  const known = groups.get(id) ?? new Set();
  groups.set(id, known);
  return known;
}

function remove(groups: Groups, id: string, stream: LiveStream): void {
  const known = groups.get(id);
  if (known?.delete(stream) && known.size === 0) groups.delete(id);
}
