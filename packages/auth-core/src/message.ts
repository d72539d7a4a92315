import * as z from 'zod/mini';
import { checked, idSchema, timeSchema } from './schemas.ts';
import { codePoints } from './text.ts';

export interface MessageAuthor {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly avatarUrl: string | null;
}

export interface Message {
  readonly id: string;
  readonly content: string;
  readonly author: MessageAuthor;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface MessageContent {
  readonly content: string;
}

export const MESSAGE_MAX = 2000;

export const messageContentSchema = z.strictObject({
  content: checked(
    (text) => text.trim().normalize('NFC'),
    (text) => {
      if (text === '') return 'Write something first.';
      return codePoints(text) > MESSAGE_MAX ? `Use at most ${MESSAGE_MAX} characters.` : undefined;
    },
  ),
}) satisfies z.ZodMiniType<MessageContent>;

export const messageSchema = z.object({
  id: idSchema,
  content: z.string(),
  author: z.object({
    id: idSchema,
    username: z.string(),
    name: z.string(),
    avatarUrl: z.nullable(z.string()),
  }),
  createdAt: timeSchema,
  updatedAt: timeSchema,
}) satisfies z.ZodMiniType<Message>;
