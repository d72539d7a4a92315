import type { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';

/** Where the processes of one database meet; databases that share a Redis do not hear each other. */
export interface Channels {
  /** What the database announces, and fences: for every process. */
  readonly announcements: string;
  /** Questions for the relay. */
  readonly questions: string;
  /** Answers for one process. */
  answersFor(process: string): string;
}

export async function channelsOf(database: DataSource): Promise<Channels> {
  const [found] = await rows<{ name: string; server: string }>(
    database,
    `SELECT current_database() AS name, system_identifier::text AS server FROM pg_control_system()`,
  );
  const base = `gatehouse:${found?.name}:${found?.server}`;
  return {
    announcements: base,
    questions: `${base}:relay`,
    answersFor: (process) => `${base}:process:${process}`,
  };
}

/** Nothing known before may be trusted: what was announced while nobody listened is lost. */
export const FLUSH = 'x:';

/** Said by a relay that can still say something: until there is another one, nobody hears the database. */
export const RESIGNATION = 'r:';

/** A process asks whether it hears the database, by the time of its own clock. */
export interface Question {
  readonly process: string;
  readonly sentAt: number;
}

/** All that was announced before the question was asked has been said before this. */
export interface Answer {
  readonly sentAt: number;
  readonly databaseTime: number;
}

export function questionText({ process, sentAt }: Question): string {
  return `q:${process}:${sentAt}`;
}

export function parseQuestion(text: string): Question | null {
  const [kind, process = '', sentAt] = text.split(':');
  return kind === 'q' ? { process, sentAt: Number(sentAt) } : null;
}

export function answerText({ sentAt, databaseTime }: Answer): string {
  return `b:${sentAt}:${databaseTime}`;
}

export function parseAnswer(text: string): Answer | null {
  const [kind, sentAt, databaseTime] = text.split(':');
  return kind === 'b' ? { sentAt: Number(sentAt), databaseTime: Number(databaseTime) } : null;
}
