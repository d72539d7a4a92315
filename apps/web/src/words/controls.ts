/** Words of the controls themselves, whatever they are used for. */
export const controlWords = {
  locale: 'en',
  error: 'Error',
  optional: '(optional)',
};

export const quantityWords = {
  fewer: (label: string) => `Fewer: ${label}`,
  more: (label: string) => `More: ${label}`,
};

export const passwordWords = {
  show: 'Show',
  hide: 'Hide',
  name: (action: string, label: string) => `${action} ${label.toLowerCase()}`,
  shown: 'Your password is visible.',
  hidden: 'Your password is hidden.',
  capsLock: 'Caps Lock is on.',
};

export const flashWords = {
  region: 'Messages for you',
  success: 'Success',
  info: 'Important',
  warning: 'Important',
  error: 'Problem',
  dismiss: (text: string) => `Dismiss: ${text}`,
};
