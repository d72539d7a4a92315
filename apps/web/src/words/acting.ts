import { acting, actingWords } from '@gatehouse/auth-core';

export const bannerWords = { ...actingWords, stopping: 'Stopping…' };

export const actAsWords = {
  open: (name: string) => `Act as ${name}`,
  lead: (name: string) =>
    `You use the site as ${name} does, for ${acting.minutes} minutes at most. Everything you do is recorded under both names, and ${name} is told.`,
  reason: 'Reason',
  hint: 'For the record, such as the number of a ticket.',
  missing: 'Say why you act for this person.',
  submit: 'Begin',
  beginning: 'Beginning…',
  cancel: 'Cancel',
  problem: 'You are not acting for anybody',
};
