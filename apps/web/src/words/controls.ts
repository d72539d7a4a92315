/** Words of the controls themselves, whatever they are used for. */
export const controlWords = {
  locale: 'en',
  error: 'Error',
  optional: '(optional)',
  close: 'Close',
  fewer: (label: string) => `Fewer: ${label}`,
  more: (label: string) => `More: ${label}`,
  password: {
    show: 'Show',
    hide: 'Hide',
    name: (action: string, label: string) => `${action} ${label.toLowerCase()}`,
    shown: 'Your password is visible.',
    hidden: 'Your password is hidden.',
    capsLock: 'Caps Lock is on.',
  },
  flash: {
    region: 'Messages for you',
    success: 'Success',
    info: 'Important',
    warning: 'Important',
    error: 'Problem',
    dismiss: (text: string) => `Dismiss: ${text}`,
  },
};
