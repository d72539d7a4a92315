/** What stands in a form, read when it is sent. */
export interface FormValues {
  /** As typed; empty for a field that is not there. */
  text(name: string): string;
  /** Whether a checkbox is on. */
  isChecked(name: string): boolean;
  /** Everything, for files and repeated names. */
  readonly data: FormData;
}

/** Asks the form itself: password managers fill in fields without telling anybody. */
export function formValues(form: HTMLFormElement): FormValues {
  const data = new FormData(form);
  return {
    text(name) {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    },
    isChecked: (name) => data.has(name),
    data,
  };
}
