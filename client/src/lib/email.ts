/** Nearly the server's own rule for an email address. */
export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;
