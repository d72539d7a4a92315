import * as z from 'zod/mini';
import { MESSAGE_MAX, type Message, type MessageContent } from '../message.ts';
import { codePoints, isBlank } from '../text.ts';
import { checked, idSchema, timeSchema } from './fields.ts';

export const messageContentSchema = z.strictObject({
  content: checked(
    (text) => text.trim().normalize('NFC'),
    (text) => {
      if (isBlank(text)) return 'Write something first.';
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
