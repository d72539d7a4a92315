/** Apart from all other paths: the log-in page needs this one alone, and is to arrive soon. */
export const forgotPasswordPath = '/forgot-password';
