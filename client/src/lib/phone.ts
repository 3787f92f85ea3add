/** "(503) 555-0142" as a link that a phone can dial. */
export const dialOf = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, "")}`;

/** The server's own rule for a telephone number. */
export const PHONE = /^[0-9+()./ -]{5,30}$/;
